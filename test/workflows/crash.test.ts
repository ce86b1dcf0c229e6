import type { TestMember } from '../support/api';
import { Gate } from '../support/gate';
import { OnboardingCalls, worksOn } from '../support/temporal-calls';
import { TestWorkerProcess } from '../support/temporal-process';
import { startSlice, type Slice } from '../support/temporal-slice';
import { until } from '../support/until';

let slice: Slice;
let calls: OnboardingCalls;
let owner: TestMember;
const running = new Set<TestWorkerProcess>();

beforeAll(async () => {
  slice = await startSlice([]);
  calls = new OnboardingCalls(slice.api);
  owner = await slice.api.member('CSM');
  await worksOn(slice.api, owner, 'ALWAYS');
}, 60_000);
afterAll(async () => {
  await Promise.all([...running].map((worker) => worker.kill()));
  await slice.close();
});

type Only = Parameters<typeof TestWorkerProcess.start>[1];

async function start(
  only?: Only,
  environment: NodeJS.ProcessEnv = slice.environment,
): Promise<TestWorkerProcess> {
  const worker = await TestWorkerProcess.start(environment, only);
  running.add(worker);
  return worker;
}

async function kill(worker: TestWorkerProcess): Promise<void> {
  running.delete(worker);
  await worker.kill();
}

async function count(statement: string): Promise<number> {
  const { rows } = await slice.api.composition.database.pool.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM ${statement}`,
  );
  return rows[0]?.n ?? 0;
}

test('killing relay, workflows and sender midway loses no onboarding and sends no welcome twice', async () => {
  const { api, sink, clock } = slice;
  const ids = await Promise.all(Array.from({ length: 12 }, () => calls.prospect(owner)));
  const [relay, workflows] = await Promise.all([start('relay'), start('workflows')]);
  let sender = await start('sender');
  // Killed between the final dot and the server's answer: the one moment in which nobody can know.
  const senderKilled = new Promise<void>((resolve) => {
    sink.beforeReply = async () => {
      if (sink.taken.length !== 4) return;
      await kill(sender);
      resolve();
    };
  });
  for (const id of ids.slice(0, 6)) await calls.win(owner, id);
  await until(
    () => count(`outbox_command WHERE status = 'PUBLISHED'`),
    (published) => published >= 3,
  );
  await kill(relay);
  for (const id of ids.slice(6)) await calls.win(owner, id);
  await until(
    () => count('message'),
    (written) => written >= 3,
  );
  await kill(workflows);
  // Nobody is left who holds a claim; what is known of it when its time is over is known now.
  await api.composition.database.pool.query('UPDATE outbox_command SET claimed_until = now()');
  await Promise.all([start('relay'), start('workflows')]);
  await senderKilled;
  await api.composition.database.pool.query(
    `UPDATE message SET claimed_until = now() WHERE status = 'CLAIMED'`,
  );
  sender = await start('sender');

  const views = await Promise.all(
    ids.map((id) =>
      until(
        () => calls.read(owner, id),
        ({ onboarding }) => onboarding?.finishedAt !== null && onboarding !== null,
        90_000,
      ),
    ),
  );
  const uncertain = views.filter(({ onboarding }) => onboarding?.state === 'WELCOME_UNDELIVERED');
  expect(uncertain.flatMap(({ messages }) => messages.nodes.map(({ status }) => status))).toEqual([
    'UNCERTAIN',
  ]);
  expect(views.filter(({ onboarding }) => onboarding?.state === 'WELCOME_SENT')).toHaveLength(ids.length - 1);
  for (const { messages } of views) {
    const [message, ...others] = messages.nodes;
    expect(others).toEqual([]);
    expect(sink.taken.filter((mail) => mail.to?.[0]?.address === message?.toAddress)).toHaveLength(1);
  }
  for (const { onboarding } of views)
    await clock.client.workflow.getHandle(onboarding?.workflowId ?? '').result();
  expect(await count(`outbox_command WHERE status <> 'PUBLISHED'`)).toBe(0);
}, 150_000);

test('a worker waits for a database and a Temporal that are not there yet, and comes back when they go away', async () => {
  const { environment } = slice;
  const database = new URL(environment['DATABASE_URL'] ?? '');
  const [host = '', port] = (environment['TEMPORAL_ADDRESS'] ?? '').split(':');
  const toDatabase = await Gate.before(database.hostname, Number(database.port));
  const toTemporal = await Gate.before(host, Number(port));
  database.port = String(toDatabase.port);
  for (const worker of running) await kill(worker);
  const worker = await start(undefined, {
    ...environment,
    DATABASE_URL: database.href,
    TEMPORAL_ADDRESS: `127.0.0.1:${toTemporal.port}`,
  });
  try {
    expect(await worker.untilAnswers('/readyz', 503)).toContain('database');
    toDatabase.unlock();
    toTemporal.unlock();
    await worker.untilAnswers('/readyz', 200);
    for (const gate of [toTemporal, toDatabase]) {
      gate.lock();
      const id = await calls.prospect(owner);
      await calls.win(owner, id);
      await worker.untilAnswers('/readyz', 503);
      gate.unlock();
      await until(
        () => calls.read(owner, id),
        ({ onboarding }) => onboarding?.state === 'WELCOME_SENT',
        60_000,
      );
    }
    expect(await worker.untilAnswers('/metrics', 200)).toContain('mainstay_outbox_pending 0');
    running.delete(worker);
    expect(await worker.stop()).toBe(0);
  } finally {
    await Promise.all([toDatabase.close(), toTemporal.close()]);
  }
}, 150_000);

test('a wrong argument or variable is said in one sentence', async () => {
  await expect(TestWorkerProcess.start(slice.environment, 'everything' as Only)).rejects.toThrow(
    'is not understood',
  );
  await expect(
    TestWorkerProcess.start({ ...slice.environment, TEMPORAL_ADDRESS: 'nowhere' }),
  ).rejects.toThrow('TEMPORAL_ADDRESS');
});
