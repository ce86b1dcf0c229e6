import { createHash, randomBytes } from 'node:crypto';
import { withClient } from '../../local/postgres';
import { Load } from '../load/load';
import type { Options } from '../options';
import { ensureBook } from './book';
import { startCluster, type Cluster } from './cluster';
import { installPeers } from './peers';

/** What a benchmark finds ready, made when it first asks for it. */
export class Stage {
  private readonly loadProcess = once(() => Load.start());
  private readonly running = once(() => startCluster());

  constructor(readonly options: Options) {}

  /** The address of a book of so many accounts. */
  async book(accounts = this.options.accounts): Promise<string> {
    return ensureBook(await this.running.value(), accounts);
  }

  /** The process that makes requests. */
  load(): Load {
    return this.loadProcess.value();
  }

  /** The packages that only benchmarks use. */
  peers(): Promise<void> {
    return installPeers();
  }

  /** Ends what was started. */
  async close(): Promise<void> {
    if (this.loadProcess.made) this.load().stop();
    if (this.running.made) await this.cluster().then((cluster) => cluster.stop());
  }

  private cluster(): Promise<Cluster> {
    return this.running.value();
  }
}

/** Signs somebody in past the API, as a session that is open for a month; the token for `Authorization: Bearer`. */
export async function openSession(url: string, email: string): Promise<string> {
  const token = `mss_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest();
  await withClient(url, async (client) => {
    await client.query(
      `DELETE FROM member_session WHERE user_agent = 'bench' AND created_at < now() - interval '1 day'`,
    );
    await client.query(
      `INSERT INTO member_session (member_id, token_hash, user_agent, expires_at)
       SELECT id, $1, 'bench', now() + interval '30 days' FROM member WHERE email = $2`,
      [hash, email],
    );
  });
  return token;
}

/** The e-mail address of somebody: of a leader, who sees the whole book, or a CSM, who looks after some hundred accounts. */
export async function memberWhoIs(url: string, role: 'CSM' | 'LEADER' | 'ADMIN'): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      'SELECT email FROM member WHERE role = $1 ORDER BY email LIMIT 1',
      [role],
    );
    return rows[0]?.email ?? '';
  });
}

/** Accounts from all over the book. */
export async function someAccounts(url: string, count: number): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM account ORDER BY hashtextextended(name, 7), id LIMIT $1',
      [count],
    );
    return rows.map(({ id }) => id);
  });
}

function once<T>(make: () => T): { value: () => T; readonly made: boolean } {
  let kept: { value: T } | undefined;
  return {
    value: () => (kept ??= { value: make() }).value,
    get made() {
      return kept !== undefined;
    },
  };
}
