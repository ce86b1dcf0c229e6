import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { ONBOARDING_WORKFLOW } from '../../workflows/flows/onboarding/contract';
import { sendCommands, type WorkflowCommand } from '../../api/platform/temporal/outbox';
import { claimCommands, type CommandOutcome } from '../../api/platform/temporal/outbox-claims';
import { systemContext } from '../../api/system-context';
import { publisher } from '../../workflows/worker/publisher';
import { Relay, type PublishCommand } from '../../workflows/worker/relay';
import { startSlice, type Slice } from '../support/temporal-slice';

let slice: Slice;
let publish: PublishCommand;
// Without activities: what is started here takes its first step and waits, which is all that these tests need.
beforeAll(async () => {
  slice = await startSlice([]);
  publish = publisher(slice.clock.client, slice.api.composition.config.temporal.taskQueue);
}, 60_000);
beforeEach(() => slice.api.composition.database.pool.query('DELETE FROM outbox_command'));
afterAll(() => slice.close());

const manager = () => slice.api.composition.database.dataSource.manager;

async function rows<Row>(statement: string): Promise<Row[]> {
  return (await manager().query(statement)) as Row[];
}

function start(run = randomUUID(), entity = `account:${run}`): WorkflowCommand {
  const accountId = run;
  return {
    entity,
    kind: 'START',
    workflow: ONBOARDING_WORKFLOW,
    workflowId: `onboarding:${run}`,
    payload: { accountId },
    accountId,
  };
}

function signal(to: WorkflowCommand, name = 'ownerChanged'): WorkflowCommand {
  return { ...to, kind: 'SIGNAL', name, payload: {} };
}

async function write(...commands: WorkflowCommand[]): Promise<void> {
  const { composition } = slice.api;
  const ctx = systemContext(composition, 'test', new Date());
  await composition.database.transaction(ctx, 'test', (tx) => sendCommands(tx, commands));
}

async function deliverAll(by: PublishCommand = publish): Promise<void> {
  const relay = new Relay(manager(), by);
  while (await relay.round());
}

async function statuses(entity: string): Promise<string[]> {
  const found: { status: string }[] = await manager().query(
    'SELECT status FROM outbox_command WHERE entity = $1 ORDER BY number',
    [entity],
  );
  return found.map((row) => row.status);
}

test('starting twice starts once, also when the workflow is over by then', async () => {
  const command = start();
  await write(command, command);
  await deliverAll();
  const handle = slice.clock.client.workflow.getHandle(command.workflowId);
  const { runId } = await handle.describe();
  await handle.terminate();
  await write(command);
  await deliverAll();
  expect(await statuses(command.entity)).toEqual(['PUBLISHED', 'PUBLISHED', 'PUBLISHED']);
  expect((await handle.describe()).runId).toBe(runId);
});

test('workflows are found by their account and kind', async () => {
  const command = start();
  await write(command);
  await deliverAll();
  const { typedSearchAttributes } = await slice.clock.client.workflow
    .getHandle(command.workflowId)
    .describe();
  const found = Object.fromEntries(
    [...typedSearchAttributes.getAll()].map(({ key, value }) => [key.name, value]),
  );
  expect(found).toMatchObject({ MainstayAccountId: command.accountId, MainstayKind: ONBOARDING_WORKFLOW });
});

test('a command to a workflow that is over, or never was, is put aside for people, and the next one goes on', async () => {
  const command = start();
  const never = { ...command, workflowId: `onboarding:${randomUUID()}` };
  await write(command);
  await deliverAll();
  await slice.clock.client.workflow.getHandle(command.workflowId).terminate();
  await write(signal(command), signal(never), { ...command, workflowId: never.workflowId });
  await deliverAll();
  expect(await statuses(command.entity)).toEqual(['PUBLISHED', 'DEAD', 'DEAD', 'PUBLISHED']);
  const [dead] = await rows<{ last_error: string }>(
    `SELECT last_error FROM outbox_command WHERE status = 'DEAD' LIMIT 1`,
  );
  expect(dead?.last_error).toContain('no such workflow');
});

test('commands of one entity keep their order, many relays and many entities at once', async () => {
  const delivered: { entity: string; number: number }[] = [];
  const entities = Array.from({ length: 40 }, () => `account:${randomUUID()}`);
  const commands = entities.flatMap((entity) =>
    Array.from({ length: 5 }, (_, number) => ({ ...start(undefined, entity), payload: { entity, number } })),
  );
  await write(...commands);
  const record: PublishCommand = async ({ payload }) => {
    await new Promise((resolve) => setImmediate(resolve));
    delivered.push(payload as { entity: string; number: number });
    return { kind: 'PUBLISHED' };
  };
  const pending = async (): Promise<number> =>
    (await rows(`SELECT FROM outbox_command WHERE status = 'PENDING'`)).length;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const relay = new Relay(manager(), record);
      do await relay.round();
      while ((await pending()) > 0);
    }),
  );
  expect(delivered).toHaveLength(commands.length);
  for (const entity of entities) {
    expect(delivered.filter((command) => command.entity === entity).map((command) => command.number)).toEqual(
      [0, 1, 2, 3, 4],
    );
  }
});

test('a command that is refused for now holds back the later ones of its entity, and no others', async () => {
  const [stuck, other] = [start(), start()];
  await write(stuck, signal(stuck), other);
  const delivered: string[] = [];
  await deliverAll(async (command): Promise<CommandOutcome> => {
    delivered.push(command.workflowId);
    return command.workflowId === stuck.workflowId
      ? { kind: 'LATER', message: 'not now' }
      : { kind: 'PUBLISHED' };
  });
  expect(delivered.sort()).toEqual([stuck.workflowId, other.workflowId].sort());
  expect(await statuses(stuck.entity)).toEqual(['PENDING', 'PENDING']);
  expect(await statuses(other.entity)).toEqual(['PUBLISHED']);
});

test('a claim of a relay that died is taken over when it ends, and the command is taken in once', async () => {
  const command = start();
  await write(command);
  const [claimed] = await claimCommands(manager(), 10, 0);
  if (claimed === undefined) throw new Error('There was a command to claim.');
  // The relay delivers, and dies before it can say so.
  expect(await publish(claimed)).toEqual({ kind: 'PUBLISHED' });
  await deliverAll();
  expect(await statuses(command.entity)).toEqual(['PUBLISHED']);
});

test('nothing is lost while Temporal is away, and no attempt is counted', async () => {
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const away = publisher(new Client({ connection }), 'mainstay', 500);
  const command = start();
  await write(command);
  await expect(deliverAll(away)).rejects.toThrow('Temporal is not to be reached');
  await connection.close();
  const [row] = await rows('SELECT status, attempts, claimed_until FROM outbox_command');
  expect(row).toEqual({ status: 'PENDING', attempts: 0, claimed_until: null });
  await deliverAll();
  expect(await statuses(command.entity)).toEqual(['PUBLISHED']);
});

test('a signal that is delivered twice carries the same id, by which the workflow takes it in once', async () => {
  const command = start();
  await write(command, signal(command));
  await deliverAll();
  await manager().query(`UPDATE outbox_command SET status = 'PENDING' WHERE kind = 'SIGNAL'`);
  await deliverAll();
  const [sent] = await rows<{ id: string }>(`SELECT id FROM outbox_command WHERE kind = 'SIGNAL'`);
  const commandId = sent?.id;
  const history = await slice.clock.client.workflow.getHandle(command.workflowId).fetchHistory();
  const signals = (history.events ?? []).flatMap(
    (event) => event.workflowExecutionSignaledEventAttributes?.input?.payloads ?? [],
  );
  expect(signals.map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString()) as unknown)).toEqual([
    { commandId },
    { commandId },
  ]);
});
