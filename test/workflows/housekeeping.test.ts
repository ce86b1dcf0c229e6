import { removeLeftovers } from '../../api/platform/database/housekeeping';
import { createLogger } from '../../api/platform/logger';
import { systemContext } from '../../api/system-context';
import { WorkerMetrics } from '../../workflows/worker/metrics';
import { WorkerProcess } from '../../workflows/worker/worker-process';
import { startApi, type TestApi } from '../support/api';
import { rowsOf } from '../support/imports';
import { until } from '../support/until';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const context = () => systemContext(api.composition, 'housekeeping', new Date());

/** What there is, by the names that the rows below have. */
async function left(): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    api,
    `SELECT key AS name FROM idempotency_key UNION ALL SELECT workflow_id FROM outbox_command
     UNION ALL SELECT user_agent FROM member_session WHERE user_agent IS NOT NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function fill(): Promise<void> {
  const { rowId } = await api.member('CSM');
  await rowsOf(api, `DELETE FROM outbox_command`);
  await rowsOf(
    api,
    `INSERT INTO idempotency_key (actor, key, operation, input_hash, created_at)
     SELECT 'MEMBER', 'key-' || days, 'createAccount', '', now() - make_interval(days => days)
     FROM unnest(ARRAY[29, 31, 40]) AS days`,
  );
  await rowsOf(api, `INSERT INTO outbox_entity VALUES ('test', 9) ON CONFLICT DO NOTHING`);
  await rowsOf(
    api,
    `INSERT INTO outbox_command (entity, number, kind, workflow, workflow_id, payload, status, created_at, settled_at)
     SELECT 'test', row_number() OVER (), 'START', 'test', status || '-' || days, '{}', status,
       now() - make_interval(days => days),
       CASE WHEN status <> 'PENDING' THEN now() - make_interval(days => days) END
     FROM unnest(ARRAY['PUBLISHED', 'PENDING', 'DEAD']) AS status, unnest(ARRAY[89, 91]) AS days`,
  );
  await rowsOf(
    api,
    `INSERT INTO member_session (member_id, token_hash, user_agent, expires_at, revoked_at)
     SELECT $1, sha256(name::bytea), name, now() - make_interval(days => expired),
       now() - make_interval(days => revoked)
     FROM (VALUES ('expired-91', 91, NULL), ('expired-89', 89, NULL), ('revoked-91', -9, 91),
       ('revoked-89', -9, 89), ('live', -9, NULL)) AS given (name, expired, revoked)`,
    [rowId],
  );
}

const kept = [
  'DEAD-89',
  'DEAD-91',
  'PENDING-89',
  'PENDING-91',
  'PUBLISHED-89',
  'expired-89',
  'key-29',
  'live',
  'revoked-89',
].sort();

test('what nobody asks for any more is removed in batches, and nothing else', async () => {
  await fill();
  const { database } = api.composition;
  expect(await removeLeftovers(database, context(), 1)).toEqual({
    removed: { idempotencyKeys: 1, publishedCommands: 1, endedSessions: 1 },
    more: true,
  });
  expect(await removeLeftovers(database, context(), 10)).toEqual({
    removed: { idempotencyKeys: 1, publishedCommands: 0, endedSessions: 1 },
    more: false,
  });
  expect((await left()).sort()).toEqual(kept);
  expect(
    await rowsOf(
      api,
      `SELECT DISTINCT actor_kind, actor_name, operation FROM audit_entry
       WHERE subject_type = 'Session' AND change = 'DELETED'`,
    ),
  ).toEqual([{ actor_kind: 'SYSTEM', actor_name: 'housekeeping', operation: 'housekeeping' }]);
});

test('a worker does so by itself', async () => {
  await rowsOf(api, 'DELETE FROM idempotency_key');
  await rowsOf(api, 'DELETE FROM member_session WHERE user_agent IS NOT NULL');
  await fill();
  const { composition } = api;
  const logger = createLogger(composition.config, 'worker');
  const worker = new WorkerProcess(composition, new Set(['housekeeping']), new WorkerMetrics(), logger);
  worker.start();
  await until(left, (names) => names.length === kept.length);
  expect(await worker.troubles()).toEqual([]);
  await worker.stop();
});
