import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../shared/errors';

/** Tries that fail within `windowSeconds`, after which further ones are refused until the window ends. */
export const signInLimits = {
  /** For one e-mail address, from wherever. Few enough that no password worth its name is guessed. */
  email: { tries: 10, windowSeconds: 15 * 60 },
  /** From one network address, for whatever e-mail addresses. An office behind one address has to fit in. */
  address: { tries: 50, windowSeconds: 15 * 60 },
} as const;

/** Too many tries failed; a client waits, and may say for how long. */
export class TooManyAttemptsRefusal extends Refusal {
  readonly typename = 'TooManyAttempts';
  readonly details: { retryAfterSeconds: number };

  constructor(retryAfterSeconds: number) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    super(
      'TOO_MANY_REQUESTS',
      `Too many tries have failed. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
    );
    this.details = { retryAfterSeconds };
  }
}

/** Counts tries to sign in, in the database, so that all processes count together and a restart forgets nothing. */
export class SignInLimits {
  private readonly byEmail: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(pool: Pool) {
    this.byEmail = limiter(pool, 'email', signInLimits.email);
    this.byAddress = limiter(pool, 'address', signInLimits.address);
  }

  /**
   * Counts a try before its password is looked at, so that tries at the same time can't slip through together.
   * @throws TooManyAttemptsRefusal where one of the limits is passed.
   */
  async count(email: string, address: string | null): Promise<void> {
    await consume(this.byAddress, addressKey(address));
    await consume(this.byEmail, emailKey(email));
  }

  /** The password was right: forgets the failures of the e-mail address, and gives the network address its try back. */
  async succeeded(email: string, address: string | null): Promise<void> {
    await this.byEmail.delete(emailKey(email));
    await this.byAddress.reward(addressKey(address));
  }

  /** Forgets the failures of an e-mail address, whose member was given a new password. */
  async forget(email: string): Promise<void> {
    await this.byEmail.delete(emailKey(email));
  }
}

function limiter(
  pool: Pool,
  keyPrefix: string,
  limit: { tries: number; windowSeconds: number },
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'sign_in_limit',
    tableCreated: true,
    keyPrefix,
    points: limit.tries,
    duration: limit.windowSeconds,
  });
}

async function consume(limits: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limits.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw new TooManyAttemptsRefusal(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw error;
  }
}

/** Hashed, so that the counters hold no list of who tried to sign in. */
function emailKey(email: string): string {
  return digest(email.trim().toLowerCase());
}

/** Of an IPv6 address the first half: whoever has one address has all of the other half. */
function addressKey(address: string | null): string {
  return digest(address === null ? 'local' : isIPv6(address) ? networkOf(address) : address);
}

function networkOf(address: string): string {
  const mapped = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const front = head.split(':').filter((group) => group !== '');
  const back = tail.split(':').filter((group) => group !== '');
  const zeros = address.includes('::')
    ? Array.from({ length: 8 - front.length - back.length }, () => '0')
    : [];
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
