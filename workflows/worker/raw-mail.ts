import MailComposer from 'nodemailer/lib/mail-composer';
import type { ClaimedMessage } from '../../api/platform/messages/message-claims';
import type { RawMail } from './smtp-line';

/** Puts a message of the ledger into the form in which it travels: the same bytes at each attempt, but for boundaries. */
export async function composeMail(message: ClaimedMessage): Promise<RawMail> {
  const composer = new MailComposer({
    from: { name: message.fromName, address: message.fromAddress },
    to: { name: message.toName, address: message.toAddress },
    ...(message.replyTo === null ? {} : { replyTo: { name: message.fromName, address: message.replyTo } }),
    subject: message.subject,
    text: message.plainText,
    html: message.html,
    messageId: message.messageId,
    date: message.causedAt,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  return { from: message.fromAddress, to: message.toAddress, raw };
}
