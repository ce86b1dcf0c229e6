import { readFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Composition } from '../composition';
import type { RequestContext } from '../context';
import { AccountId } from '../domains/accounts/account.rules';
import { AttributeType } from '../domains/attributes/attribute.rules';
import { ConsentPurpose, ConsentSource } from '../domains/consents/consent.rules';
import { ContactId } from '../domains/contacts/contact.rules';
import type { IdType } from '../shared/ids';

const values = z.array(
  z.strictObject({
    key: z.string(),
    text: z.string().nullable().default(null),
    number: z.number().nullable().default(null),
    date: z.iso.date().nullable().default(null),
    boolean: z.boolean().nullable().default(null),
  }),
);

const facts = z.strictObject({
  attributes: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      description: z.string(),
      type: z.enum(AttributeType),
      choices: z.array(z.string()).optional(),
    }),
  ),
  /** By the account's external id. */
  accounts: z.record(z.string(), values),
  consents: z.array(
    z.strictObject({
      contact: z.string(),
      purpose: z.enum(ConsentPurpose),
      granted: z.boolean(),
      source: z.enum(ConsentSource),
      evidence: z.string(),
      givenAt: z.iso.datetime(),
    }),
  ),
});

/** Where the facts are, whose external ids they use, and by how much their dates are moved. */
interface Place {
  readonly file: string;
  readonly source: string;
  readonly shiftDays: number;
}

/** Adds the attributes and consents of the sample book. What an earlier, interrupted try has added is not added again. */
export async function addSampleFacts(
  { services, database }: Composition,
  ctx: RequestContext,
  { file, source, shiftDays }: Place,
): Promise<void> {
  const { attributes, accounts, consents } = facts.parse(JSON.parse(await readFile(file, 'utf8')));
  const idOf = async (table: 'account' | 'contact', id: IdType, externalId: string): Promise<string> => {
    const [found]: { id: string }[] = await database.dataSource.query(
      `SELECT ${table}_id AS id FROM ${table}_external_id WHERE source = $1 AND external_id = $2`,
      [source, externalId],
    );
    return id.of(found?.id ?? externalId);
  };
  for (const { choices = [], ...attribute } of attributes)
    await services.attributes.create(ctx, {
      ...attribute,
      choices,
      idempotencyKey: `sample:attribute:${attribute.key}`,
    });
  for (const [account, given] of Object.entries(accounts))
    await services.attributes.setOfAccount(ctx, {
      accountId: await idOf('account', AccountId, account),
      values: given,
    });
  for (const { contact, givenAt, ...said } of consents)
    await services.consents.record(ctx, {
      ...said,
      contactId: await idOf('contact', ContactId, contact),
      givenAt: DateTime.fromISO(givenAt, { zone: 'utc' }).plus({ days: shiftDays }).toISO(),
      idempotencyKey: `sample:consent:${contact}:${said.purpose}:${givenAt}`,
    });
}
