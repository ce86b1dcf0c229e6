import { randomUUID } from 'node:crypto';
import { queueMessage } from '../../api/platform/messages/message-queue';
import { MessageKind } from '../../api/platform/messages/message.rules';
import { systemContext } from '../../api/system-context';
import { startApi, type TestApi } from '../support/api';
import { anAccount } from '../support/book';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('a message says when it is tried next, for as long as it will be', async () => {
  const leader = await api.member('LEADER');
  const id = await anAccount(api, leader);
  const { composition } = api;
  const messageId = await composition.database.transaction(
    systemContext(composition, 'test', new Date()),
    'test',
    (tx) =>
      queueMessage(tx, {
        purpose: `test:${randomUUID()}`,
        kind: MessageKind.WELCOME,
        accountId: id.slice(4),
        contactId: null,
        memberId: null,
        from: { name: 'Nora', address: 'success@mainstay.example' },
        replyTo: null,
        to: { name: 'Ada', address: 'ada@customer.example' },
        language: 'en',
        subject: 'Hello',
        html: '<p>Hello</p>',
        plainText: 'Hello',
        notify: null,
      }),
  );
  const set = (change: string): Promise<unknown> =>
    composition.database.pool.query(`UPDATE message SET ${change} WHERE id = $1`, [messageId]);
  const read = async (): Promise<unknown> => {
    const document = 'query ($id: ID!) { account(id: $id) { messages { nodes { status dueAt } } } }';
    const { account } = await api.raw<{ account: { messages: { nodes: unknown[] } } }>(leader, document, {
      id,
    });
    return account.messages.nodes;
  };
  await set(`attempts = 1, next_attempt_at = '2999-01-01T00:00:00Z'`);
  expect(await read()).toEqual([{ status: 'QUEUED', dueAt: '2999-01-01T00:00:00+00:00' }]);
  expect(await composition.services.messages.claim('test', 60)).toBeNull();
  await set(`status = 'SENT', settled_at = now()`);
  expect(await read()).toEqual([{ status: 'SENT', dueAt: null }]);
});
