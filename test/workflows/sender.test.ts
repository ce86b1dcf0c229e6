import { randomUUID } from 'node:crypto';
import { createLogger } from '../../api/platform/logger';
import { MessageKind } from '../../api/platform/messages/message.rules';
import { queueMessage, type NewMessage } from '../../api/platform/messages/message-queue';
import { systemContext } from '../../api/system-context';
import { Sender, type Ledger } from '../../workflows/worker/sender';
import { anAccount } from '../support/book';
import type { Fault } from '../support/mail-sink';
import { startSlice, type Slice } from '../support/temporal-slice';

let slice: Slice;
beforeAll(async () => {
  slice = await startSlice([]);
}, 60_000);
beforeEach(async () => {
  await slice.api.composition.database.pool.query('DELETE FROM message');
  slice.sink.taken.length = 0;
  slice.sink.faults.length = 0;
});
afterAll(() => slice.close());

interface Row {
  status: string;
  attempts: number;
  response: string | null;
  waits: boolean;
  settled: boolean;
}

function sender(messages?: Partial<Ledger>, leaseSeconds = 60, smtpUrl = slice.sink.url): Sender {
  const { composition } = slice.api;
  const service = composition.services.messages;
  const all: Ledger = {
    claim: (name, seconds) => service.claim(name, seconds),
    renew: (name, seconds) => service.renew(name, seconds),
    expired: () => service.expired(),
    settle: (ctx, message, attempt) => service.settle(ctx, message, attempt),
    expire: (ctx, message) => service.expire(ctx, message),
    abandon: (ctx, message, response) => service.abandon(ctx, message, response),
  };
  const contextAt = (now: Date) => systemContext(composition, 'sender', now);
  return new Sender(
    { ...all, ...messages },
    contextAt,
    { smtpUrl, name: randomUUID(), leaseSeconds },
    createLogger(composition.config, 'test'),
  );
}

async function queue(values: Partial<NewMessage> = {}): Promise<string> {
  const { composition } = slice.api;
  const ctx = systemContext(composition, 'test', new Date());
  return composition.database.transaction(ctx, 'test', (tx) =>
    queueMessage(tx, {
      purpose: `test:${randomUUID()}`,
      kind: MessageKind.WELCOME,
      accountId: null,
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
      ...values,
    }),
  );
}

async function row(id: string): Promise<Row> {
  const { rows } = await slice.api.composition.database.pool.query<Row>(
    `SELECT status, attempts, response, next_attempt_at > now() AS waits, settled_at IS NOT NULL AS settled FROM message WHERE id = $1`,
    [id],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The message is gone.');
  return found;
}

async function sendAll(by = sender()): Promise<void> {
  while (await by.round());
}

test('many messages go out over one line, each once, with a Message-ID of their own', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => queue()));
  await Promise.all([sendAll(), sendAll()]);
  for (const id of ids) expect(await row(id)).toMatchObject({ status: 'SENT', attempts: 1, settled: true });
  expect(new Set(slice.sink.taken.map((mail) => mail.messageId)).size).toBe(5);
});

test('asking twice for one purpose is one message', async () => {
  const purpose = `test:${randomUUID()}`;
  expect(await queue({ purpose, subject: 'Again' })).toBe(await queue({ purpose }));
  await sendAll();
  expect(slice.sink.taken).toHaveLength(1);
});

test.each<[string, Fault, Partial<Row>]>([
  [
    'a sender refused for ever',
    { at: 'MAIL', reply: 550, words: 'Not from you' },
    { status: 'REFUSED', settled: true },
  ],
  [
    'a recipient refused for ever',
    { at: 'RCPT', reply: 550, words: 'No such user' },
    { status: 'REFUSED', settled: true },
  ],
  [
    'content refused for ever',
    { at: 'DOT', reply: 554, words: 'Looks like spam' },
    { status: 'REFUSED', settled: true },
  ],
  [
    'a sender put off',
    { at: 'MAIL', reply: 451, words: 'Later' },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  [
    'a recipient put off',
    { at: 'RCPT', reply: 450, words: 'Greylisted' },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  [
    'content put off',
    { at: 'DOT', reply: 452, words: 'Full' },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  [
    'the line dies at the sender',
    { at: 'MAIL', hangUp: true },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  [
    'the line dies at the recipient',
    { at: 'RCPT', hangUp: true },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  [
    'the line dies at the beginning of the content',
    { at: 'DATA', hangUp: true },
    { status: 'QUEUED', waits: true, attempts: 1 },
  ],
  ['the line dies in the body', { at: 'BODY', hangUp: true }, { status: 'UNCERTAIN', settled: true }],
  ['the line dies at the dot', { at: 'DOT', hangUp: true }, { status: 'UNCERTAIN', settled: true }],
  [
    'the line dies after the mail was taken',
    { at: 'AFTER_DOT', hangUp: true },
    { status: 'UNCERTAIN', settled: true },
  ],
])('%s', async (_what, fault, expected) => {
  slice.sink.faults.push(fault);
  const [first, second] = [await queue(), await queue()];
  await sendAll();
  const failed = await row(first);
  expect(failed).toMatchObject(expected);
  if ('words' in fault) expect(failed.response).toContain(fault.words);
  expect(await row(second)).toMatchObject({ status: 'SENT', attempts: 1 });
});

test('what was put off is sent again under the same Message-ID, and given up in the end', async () => {
  const id = await queue();
  const { pool } = slice.api.composition.database;
  slice.sink.faults.push({ at: 'DOT', reply: 451, words: 'Later' });
  await sendAll();
  await pool.query('UPDATE message SET next_attempt_at = now()');
  await sendAll();
  expect(await row(id)).toMatchObject({ status: 'SENT', attempts: 2 });
  const { rows } = await pool.query<{ message_id: string }>('SELECT message_id FROM message WHERE id = $1', [
    id,
  ]);
  expect(slice.sink.taken.map((mail) => mail.messageId)).toEqual([rows[0]?.message_id]);
  const hopeless = await queue();
  await pool.query(`UPDATE message SET attempts = 11 WHERE id = $1`, [hopeless]);
  slice.sink.faults.push({ at: 'RCPT', reply: 451, words: 'Later' });
  await sendAll();
  expect(await row(hopeless)).toMatchObject({
    status: 'REFUSED',
    response: expect.stringContaining('Given up after 12 attempts') as string,
  });
});

test('while no mail server is to be had nothing is lost, and no attempt is counted', async () => {
  const id = await queue();
  await expect(sender(undefined, 60, 'smtp://127.0.0.1:1').round()).rejects.toThrow();
  expect(await row(id)).toMatchObject({ status: 'QUEUED', attempts: 0, waits: false });
  slice.sink.faults.push({ at: 'GREETING', reply: 554, words: 'Closed today' });
  await expect(sender().round()).rejects.toThrow();
  expect(await row(id)).toMatchObject({ status: 'QUEUED', attempts: 0, waits: false });
  await sendAll();
  expect(await row(id)).toMatchObject({ status: 'SENT' });
});

test('a sender that dies between the dot and its mark leaves the message uncertain, and nobody sends it again', async () => {
  const id = await queue();
  // The lease is over at once, and what came of it is never written down: all that a crash leaves.
  const settling = Promise.withResolvers<boolean>();
  const death = Promise.withResolvers<boolean>();
  const settle = (): Promise<boolean> => {
    settling.resolve(true);
    return death.promise;
  };
  const dying = sender({ settle, renew: () => Promise.resolve() }, 0).round();
  await settling.promise;
  expect(await row(id)).toMatchObject({ status: 'CLAIMED' });
  await sendAll();
  expect(await row(id)).toMatchObject({
    status: 'UNCERTAIN',
    settled: true,
    response: expect.stringContaining('was lost') as string,
  });
  expect(slice.sink.taken).toHaveLength(1);
  death.resolve(false);
  await dying;
});

test('a sender that was thought lost says what it knows after all, and the timeline has both', async () => {
  const accountId = (await anAccount(slice.api, await slice.api.member('CSM'))).slice(4);
  const id = await queue({ accountId });
  const { pool } = slice.api.composition.database;
  const service = slice.api.composition.services.messages;
  const late = sender({
    settle: async (ctx, message, attempt) => {
      await pool.query('UPDATE message SET claimed_until = now() WHERE id = $1', [id]);
      const [seen] = await service.expired();
      await service.renew(message.claimedBy, 60);
      // It has come back since it was seen to be over: then nobody else has a say.
      if (seen !== undefined) expect(await service.expire(ctx, seen)).toBe(false);
      expect(await row(id)).toMatchObject({ status: 'CLAIMED' });
      await pool.query('UPDATE message SET claimed_until = now() WHERE id = $1', [id]);
      await sendAll();
      expect(await row(id)).toMatchObject({ status: 'UNCERTAIN' });
      return service.settle(ctx, message, attempt);
    },
  });
  await sendAll(late);
  expect(await row(id)).toMatchObject({ status: 'SENT', attempts: 1, settled: true });
  const told = 'SELECT subject FROM timeline_entry WHERE account_id = $1 ORDER BY id';
  const { rows } = await pool.query(told, [accountId]);
  expect(rows).toEqual([{ subject: 'It is uncertain whether a mail arrived: Hello' }, { subject: 'Hello' }]);
});

test('lost senders are looked for also while there is no end of messages', async () => {
  await queue();
  const lost = Promise.withResolvers<string>();
  slice.sink.beforeReply = async () => {
    const id = await queue();
    await slice.api.composition.database.pool.query(
      `UPDATE message SET status = 'CLAIMED', claimed_by = 'lost', claimed_until = now() WHERE id = $1`,
      [id],
    );
    lost.resolve(id);
  };
  // A lease that is over at once makes the interval none.
  await sender({ renew: () => Promise.resolve() }, 0).round();
  slice.sink.beforeReply = () => Promise.resolve();
  expect(await row(await lost.promise)).toMatchObject({ status: 'UNCERTAIN' });
});

test('a message of which nothing can be written down is given up, and the next one goes out', async () => {
  const { pool } = slice.api.composition.database;
  await pool.query(`ALTER TABLE timeline_entry ADD CONSTRAINT no_such CHECK (subject <> 'Unwritable')`);
  const accountId = (await anAccount(slice.api, await slice.api.member('CSM'))).slice(4);
  const [first, second] = [await queue({ accountId, subject: 'Unwritable' }), await queue()];
  await sendAll();
  expect(await row(first)).toMatchObject({
    status: 'UNCERTAIN',
    settled: true,
    response: expect.stringContaining('ended as SENT, but that could not be written down') as string,
  });
  expect(await row(second)).toMatchObject({ status: 'SENT' });
});

test('whatever a mail server says can be kept', async () => {
  const id = await queue();
  slice.sink.faults.push({ at: 'DOT', reply: 554, words: `No\0\u0007 ${'x'.repeat(5000)}` });
  await sendAll();
  expect(await row(id)).toMatchObject({
    status: 'REFUSED',
    response: expect.stringMatching(/^554 No x{1900,2000}$/) as string,
  });
});

test('a name that tries to become a header or a second address stays a name', async () => {
  const name = 'Eve"\r\nBcc: everybody@customer.example\r\n\r\n<script>, <eve@elsewhere.example>';
  await queue({
    to: { name, address: 'eve@customer.example' },
    from: { name, address: 'success@mainstay.example' },
    subject: `Hi ${name}`,
  });
  await sendAll();
  const [mail] = slice.sink.taken;
  expect(mail?.bcc).toBeUndefined();
  expect(mail?.to).toEqual([expect.objectContaining({ address: 'eve@customer.example' })]);
  expect(mail?.from?.address).toBe('success@mainstay.example');
  expect(mail?.text?.trim()).toBe('Hello');
});
