import { randomUUID } from 'node:crypto';
import type { TransactionContext } from '../../context';
import type { MessageKind } from './message.rules';

/** A message that is to leave the building. Ids are rows' UUIDs. */
export interface NewMessage {
  /** What it is for: asking twice for one purpose is one message. */
  readonly purpose: string;
  readonly kind: MessageKind;
  readonly accountId: string | null;
  readonly contactId: string | null;
  /** The member in whose name it goes out. */
  readonly memberId: string | null;
  readonly from: Mailbox;
  readonly replyTo: string | null;
  readonly to: Mailbox;
  /** BCP 47 tag of the language that it is written in. */
  readonly language: string;
  readonly subject: string;
  readonly html: string;
  readonly plainText: string;
  /** The workflow that is told by the signal `messageSettled` once it is settled. */
  readonly notify: { readonly workflow: string; readonly workflowId: string } | null;
}

/** Somebody who writes or is written to. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * Writes a message into the ledger, in the transaction that causes it; the sender is woken after the commit.
 * Answers with the row's UUID, of the first one where the purpose was served before.
 */
export async function queueMessage(tx: TransactionContext, message: NewMessage): Promise<string> {
  const { manager } = tx.transaction;
  const values = [
    message.purpose,
    message.kind,
    message.accountId,
    message.contactId,
    message.memberId,
    headerText(message.from.name),
    message.from.address,
    message.replyTo,
    headerText(message.to.name),
    message.to.address,
    message.language,
    headerText(message.subject),
    message.html,
    message.plainText,
    messageIdHeader(message.from.address),
    message.notify?.workflow ?? null,
    message.notify?.workflowId ?? null,
    tx.now,
  ];
  const inserted: { id: string }[] = await manager.query(
    `INSERT INTO message (purpose, kind, account_id, contact_id, member_id, from_name, from_address, reply_to, to_name,
       to_address, language, subject, html, plain_text, message_id, notify_workflow, notify_workflow_id, caused_at)
     VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})
     ON CONFLICT (purpose) DO NOTHING RETURNING id`,
    values,
  );
  const [mine] = inserted;
  if (mine !== undefined) {
    tx.transaction.wakeAfterCommit('mainstay_messages');
    return mine.id;
  }
  const [earlier] = (await manager.query('SELECT id FROM message WHERE purpose = $1', [message.purpose])) as [
    { id: string },
  ];
  return earlier.id;
}

/** What goes into a header is one line: a name with a line break must not become a header of its own. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function messageIdHeader(from: string): string {
  return `<${randomUUID()}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
