import { buildSchema, type GraphQLSchema } from 'graphql';
import sql from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { compose, type Composition } from '../../api/composition';
import { loadConfig } from '../../api/config';
import { AccountEntity } from '../../api/domains/accounts/account.entity';
import { MemberEntity } from '../../api/domains/members/member.entity';
import { createDataSource } from '../../api/platform/database/data-source';
import { bindReads } from '../../api/platform/reads/bind';
import {
  ascending,
  byId,
  declareReads,
  listed,
  toMany,
  toOne,
  type AnyDeclaration,
} from '../../api/platform/reads/declaration';
import { embeddedObject } from '../../api/platform/reads/embedded';
import { everything } from '../../api/platform/reads/expressions';
import { ReadRegistry } from '../../api/platform/reads/registry';
import { StatementRunner } from '../../api/platform/reads/statement-runner';
import { globalId } from '../../api/shared/ids';
import { createTestDatabase, type TestDatabase } from '../support/engines';

let database: TestDatabase;
let dataSource: DataSource;
let composition: Composition;
beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, LOG_LEVEL: 'silent' });
  composition = await compose(config);
  dataSource = await createDataSource(config).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await composition.close();
  await database.drop();
});

const common = {
  visibleTo: () => everything,
  orders: { NAME: ascending<{ name: string }>('name') },
  defaultOrder: 'NAME',
};
const account = { ...common, id: globalId('Account', 'acc'), entity: AccountEntity };
const member = { ...common, id: globalId('Member', 'mem'), entity: MemberEntity };

function start(schema: GraphQLSchema, ...declarations: object[]): void {
  const { pool } = composition.database;
  const registry = new ReadRegistry(
    declarations as AnyDeclaration[],
    [],
    dataSource,
    new StatementRunner(pool),
  );
  bindReads(schema, registry, composition.compiledReads);
}

const plain = () =>
  buildSchema(`
    type Query { account(id: ID!): Account accounts(filter: AccountFilter, orderBy: AccountOrder): AccountPage }
    type Account { id: ID! name: String! money: Money owner: Member colour: String }
    type Money { minorUnits: String currency: String }
    type Member { id: ID! name: String! }
    type AccountPage { nodes: [Account!]! }
    input AccountFilter { search: String }
    enum AccountOrder { NAME NEWEST }`);

test.each<[what: string, declarations: object[], says: RegExp]>([
  [
    'a relation to nothing',
    [{ ...account, relations: { owner: toOne('Nobody', 'ownerId') } }],
    /Account\.owner points at Nobody/,
  ],
  [
    'a relation from no column',
    [{ ...account, relations: { owner: toOne('Member', 'bossId' as 'id') } }, member],
    /AccountEntity has no column "bossId"/,
  ],
  [
    'a relation to no column',
    [{ ...account, relations: { owner: toMany('Member', 'accountId') } }, member],
    /Account\.owner: Member has no column "accountId"/,
  ],
  [
    'an order by no column',
    [{ ...account, orders: { NAME: ascending('title' as 'id') } }],
    /AccountEntity has no column "title"/,
  ],
  ['a default order that isn’t there', [{ ...account, defaultOrder: 'AGE' }], /Account has no order "AGE"/],
  [
    'two types with one prefix',
    [account, { ...member, id: globalId('Member', 'acc') }],
    /Member and Account share the prefix/,
  ],
  [
    'one query twice',
    [
      { ...account, queries: { account: byId() } },
      { ...member, queries: { account: byId() } },
    ],
    /Member and Account both answer the query account/,
  ],
  [
    'a query that the schema hasn’t',
    [{ ...account, queries: { customers: listed() } }, member],
    /the query customers, which the schema hasn't/,
  ],
])('%s fails at start-up, by name', (_what, declarations, says) => {
  expect(() => start(plain(), ...declarations)).toThrow(says);
});

test.each<[what: string, declarations: object[], says: RegExp]>([
  [
    'a relation to another type than the field’s',
    [{ ...account, relations: { owner: toOne('Account', 'ownerId') } }, member],
    /Account\.owner is declared as one Account, and is of type Member/,
  ],
  [
    'a list where the schema has one',
    [{ ...account, relations: { owner: toMany('Member', 'id') } }, member],
    /Account\.owner is declared as a list of Member, and is of type Member/,
  ],
  [
    'a query of one where the schema has a list',
    [{ ...account, queries: { accounts: byId() } }, member],
    /Query\.accounts is declared as one Account, and is of type AccountPage/,
  ],
  [
    'a relation that no field has',
    [{ ...account, relations: { boss: toOne('Member', 'ownerId') } }, member],
    /Account has no field "boss" to lead to Member/,
  ],
])('%s fails at start-up, by name', (_what, declarations, says) => {
  expect(() => start(plain(), ...declarations)).toThrow(says);
});

test('what the schema promises and no declaration keeps fails at start-up, all of it at once', () => {
  const money = () => embeddedObject({ minorUnits: sql`'1'` }, sql`currency c`);
  const declared = declareReads<AccountEntity>({
    ...account,
    orders: { NAME: ascending('name') },
    fields: { money },
    relations: { owner: toOne('Member', 'ownerId') },
    queries: { accounts: listed() },
  });
  const starting = () => start(plain(), declared, member);
  expect(starting).toThrow(/Account has no filter "search", which AccountFilter offers\./);
  expect(starting).toThrow(/Account has no order "NEWEST", which AccountOrder offers\./);
  expect(starting).toThrow(/Account\.money has no expression for Money\.currency\./);
  expect(starting).toThrow(/says where these come from: Account\.colour\./);
});
