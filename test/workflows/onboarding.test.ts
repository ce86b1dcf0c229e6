import { DateTime } from 'luxon';
import { ONBOARDING_STATE_QUERY } from '../../workflows/flows/onboarding/contract';
import type { TestMember } from '../support/api';
import { aContact } from '../support/book';
import { OnboardingCalls, worksOn } from '../support/temporal-calls';
import { recordHistories } from '../support/temporal-histories';
import { startSlice, type Slice } from '../support/temporal-slice';
import { until } from '../support/until';

const hour = 3_600_000;
const zone = 'Europe/Berlin';

let slice: Slice;
let calls: OnboardingCalls;
/** Works at all hours, so that what needs no waiting doesn't wait. */
let tireless: TestMember;

beforeAll(async () => {
  slice = await startSlice();
  calls = new OnboardingCalls(slice.api);
  tireless = await slice.api.member('CSM', { name: 'Tilda Tireless', email: 'tilda@mainstay.example' });
  await worksOn(slice.api, tireless, 'ALWAYS');
}, 60_000);
afterAll(async () => {
  await recordHistories(slice.clock.client, played);
  await slice.close();
});

/** Workflows that were played here, by what they show: what is recorded of them is replayed for ever. */
const played = new Map<string, string>();

/** Which parts of the system did what to an account, and in whose name. */
async function doneBySystem(accountId: string): Promise<Set<string>> {
  const document = `query ($filter: AuditEntryFilter) { auditEntries(first: 100, filter: $filter) {
    nodes { actorKind operation onBehalfOf { name } } } }`;
  interface Entry {
    actorKind: string;
    operation: string;
    onBehalfOf: { name: string } | null;
  }
  const admin = await slice.api.member('ADMIN');
  const { auditEntries } = await slice.api.raw<{ auditEntries: { nodes: Entry[] } }>(admin, document, {
    filter: { accountId },
  });
  const entries = auditEntries.nodes.filter((entry) => entry.actorKind === 'SYSTEM');
  return new Set(entries.map((entry) => `${entry.operation} for ${entry.onBehalfOf?.name ?? 'nobody'}`));
}

/** The ISO weekday so many days from now, in the owner's zone. */
function weekdayIn(days: number): number {
  return DateTime.now().setZone(zone).plus({ days }).weekday;
}

test('a won account is welcomed on the owner’s next working day, once, and the week goes by without another word', async () => {
  const { api, clock, sink } = slice;
  const owner = await api.member('CSM', { name: 'Nora Lindqvist', email: 'nora@mainstay.example' });
  const workday = weekdayIn(3);
  await worksOn(api, owner, [workday]);
  const id = await calls.prospect(
    owner,
    { name: 'Ada Lovelace', email: 'ada@analytical.example' },
    'Analytical Engines',
  );
  await calls.win(owner, id);
  const waiting = await calls.untilState(owner, id, 'WAITING_FOR_WORKING_HOURS');
  const { workflowId = '', welcomeDueAt, waitingFor } = waiting.onboarding ?? {};
  played.set('onboarding-waits-for-working-hours', workflowId);
  const due = DateTime.fromISO(welcomeDueAt ?? '', { zone });
  expect([due.weekday, due.hour, due.minute]).toEqual([workday, 9, 0]);
  expect(waitingFor).toContain('Nora Lindqvist');
  await clock.quiet(workflowId);

  for (let day = 1; day <= 7; day += 1) {
    await clock.advance(workflowId, 24 * hour);
    if ((await clock.now(workflowId)) < due.toJSDate()) {
      expect((await calls.read(owner, id)).messages.nodes).toEqual([]);
    } else {
      await calls.untilState(owner, id, 'WELCOME_SENT');
    }
  }

  const view = await calls.read(owner, id);
  expect(view.messages.nodes).toEqual([
    expect.objectContaining({
      kind: 'WELCOME',
      status: 'SENT',
      toAddress: 'ada@analytical.example',
      attempts: 1,
    }),
  ]);
  const [entry, ...others] = view.timeline.nodes;
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ kind: 'EMAIL', direction: 'OUTBOUND' });
  const sentAt = DateTime.fromISO(entry?.occurredAt ?? '', { zone });
  expect([sentAt.weekday, sentAt.hour]).toEqual([workday, 9]);
  const mails = sink.taken.filter((mail) => mail.to?.[0]?.address === 'ada@analytical.example');
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    from: { name: 'Nora Lindqvist', address: 'success@mainstay.example' },
    replyTo: [{ address: 'nora@mainstay.example' }],
    subject: 'Willkommen bei Mainstay, Analytical Engines',
  });
  expect(await doneBySystem(id)).toEqual(
    new Set(
      ['planWelcome', 'writeWelcome', 'settleMessage', 'finishWelcome'].map(
        (step) => `${step} for Nora Lindqvist`,
      ),
    ),
  );
}, 60_000);

test('a welcome waits for a decision maker, asks the owner for one, and goes out when one is named', async () => {
  const { api, clock } = slice;
  const id = await calls.prospect(tireless, null);
  await calls.win(tireless, id);
  const waiting = await calls.untilState(tireless, id, 'WAITING_FOR_DECISION_MAKER');
  const { workflowId = '' } = waiting.onboarding ?? {};
  played.set('onboarding-waits-for-decision-maker', workflowId);
  await clock.quiet(workflowId);
  expect(await clock.client.workflow.getHandle(workflowId).query(ONBOARDING_STATE_QUERY)).toMatchObject({
    state: 'WAITING_FOR_DECISION_MAKER',
    cancelled: false,
  });
  // It looks again each day, and asks once.
  await clock.advance(workflowId, 3 * 24 * hour);
  const later = await calls.read(tireless, id);
  expect(later.onboarding?.state).toBe('WAITING_FOR_DECISION_MAKER');
  expect(later.tasks.nodes).toEqual([expect.objectContaining({ status: 'OPEN', source: 'WORKFLOW' })]);
  await aContact(api, tireless, id, { email: 'grace@navy.example', roles: ['DECISION_MAKER'] });
  const welcomed = await calls.untilState(tireless, id, 'WELCOME_SENT');
  expect(welcomed.onboarding?.welcomeMessage).toMatchObject({
    status: 'SENT',
    toAddress: 'grace@navy.example',
  });
  expect(welcomed.tasks.nodes).toEqual([expect.objectContaining({ status: 'DONE' })]);
}, 60_000);

test('a new owner’s working hours count, and the welcome comes in the new owner’s name', async () => {
  const { api } = slice;
  const [absent, leader] = await Promise.all([api.member('CSM'), api.member('LEADER')]);
  await worksOn(api, absent, [weekdayIn(3)]);
  const id = await calls.prospect(absent);
  await calls.win(absent, id);
  const { version } = await calls.untilState(absent, id, 'WAITING_FOR_WORKING_HOURS');
  await api.raw(
    leader,
    `mutation ($input: AssignAccountOwnerInput!) { assignAccountOwner(input: $input) { __typename } }`,
    {
      input: { accountId: id, version, memberId: tireless.id },
    },
  );
  const { messages, onboarding } = await calls.untilState(tireless, id, 'WELCOME_SENT');
  played.set('onboarding-with-new-owner', onboarding?.workflowId ?? '');
  expect(messages.nodes[0]?.plainText).toContain('Tilda Tireless');
});

test('an account that leaves is not welcomed any more, and is welcomed when it comes back', async () => {
  const { api, clock } = slice;
  const owner = await api.member('CSM');
  await worksOn(api, owner, [weekdayIn(3)]);
  const id = await calls.prospect(owner);
  await calls.win(owner, id);
  const before = await calls.untilState(owner, id, 'WAITING_FOR_WORKING_HOURS');
  await calls.churn(owner, id);
  const cancelled = await calls.read(owner, id);
  expect(cancelled.onboarding).toMatchObject({ state: 'CANCELLED', waitingFor: null });
  const { workflowId = '' } = before.onboarding ?? {};
  played.set('onboarding-cancelled', workflowId);
  expect(await clock.client.workflow.getHandle(workflowId).result()).toBe('CANCELLED');
  await worksOn(api, owner, 'ALWAYS');
  await calls.win(owner, id);
  const again = await calls.untilState(owner, id, 'WELCOME_SENT');
  expect(again.onboarding?.workflowId).not.toBe(workflowId);
  expect(again.messages.nodes).toHaveLength(1);
});

test('a refused welcome ends the onboarding with a task for the owner and the server’s words in the timeline', async () => {
  const { sink } = slice;
  sink.faults.push({ at: 'RCPT', reply: 550, words: 'No such user here' });
  const id = await calls.prospect(tireless);
  await calls.win(tireless, id);
  const view = await calls.untilState(tireless, id, 'WELCOME_UNDELIVERED');
  played.set('onboarding-refused', view.onboarding?.workflowId ?? '');
  expect(view.messages.nodes).toEqual([
    expect.objectContaining({
      status: 'REFUSED',
      response: expect.stringContaining('No such user here') as string,
    }),
  ]);
  expect(view.tasks.nodes).toEqual([expect.objectContaining({ status: 'OPEN', source: 'WORKFLOW' })]);
  expect(view.timeline.nodes).toEqual([
    expect.objectContaining({ kind: 'EVENT', subject: expect.stringContaining('not delivered') as string }),
  ]);
});

test('histories hold ids, dates and decisions, and nobody’s name or address', async () => {
  const { clock, api } = slice;
  const id = await calls.prospect(
    tireless,
    { name: 'Katherine Johnson', email: 'katherine@langley.example' },
    'Langley Research',
  );
  await calls.win(tireless, id);
  const { onboarding } = await calls.untilState(tireless, id, 'WELCOME_SENT');
  const history = await clock.client.workflow.getHandle(onboarding?.workflowId ?? '').fetchHistory();
  const { rows } = await api.composition.database.pool.query<{ text: string }>(
    'SELECT payload::text AS text FROM outbox_command',
  );
  const payloads = (history.events ?? []).map((event) =>
    JSON.stringify(event, (_key, value: unknown) => asText(value)),
  );
  const everything = [...payloads, ...rows.map((row) => row.text)].join('\n');
  expect(everything).toContain('planWelcome');
  for (const word of ['Katherine', 'langley', 'Langley', 'Tilda', 'tilda@', 'mainstay.example'])
    expect(everything).not.toContain(word);
});

test('an onboarding can be seen by whoever sees the account, listed by its state, and found by its id', async () => {
  const { api } = slice;
  const stranger = await api.member('CSM');
  const id = await calls.prospect(tireless);
  await calls.win(tireless, id);
  const { onboarding } = await calls.untilState(tireless, id, 'WELCOME_SENT');
  const document = `query ($id: ID!) { node(id: $id) { id }
    onboardings(first: 100, filter: { states: [WELCOME_SENT] }) { nodes { id account { id } } } }`;
  const read = (as: TestMember) =>
    api.raw<{ node: { id: string } | null; onboardings: { nodes: { id: string }[] } }>(as, document, {
      id: onboarding?.id,
    });
  const mine = await read(tireless);
  expect(mine.node?.id).toBe(onboarding?.id);
  expect(mine.onboardings.nodes.map((node) => node.id)).toContain(onboarding?.id);
  expect(await read(stranger)).toEqual({ node: null, onboardings: { nodes: [] } });
});

test('what is under way is shown to those who run the deployment, and to nobody else', async () => {
  const { api } = slice;
  const [admin, viewer] = await Promise.all([api.member('ADMIN'), api.member('VIEWER')]);
  const document = `{ engineRoom { pendingCommands oldestPendingSince queuedMessages
    deadCommands { nodes { id lastError } } uncertainMessages { nodes { id } } } }`;
  await until(
    () => api.raw<{ engineRoom: { pendingCommands: number } }>(admin, document),
    ({ engineRoom }) => engineRoom.pendingCommands === 0,
  );
  await expect(api.raw(viewer, document)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
});

function asText(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}
