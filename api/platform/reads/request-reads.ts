import DataLoader from 'dataloader';
import sql, { join, raw } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { NotFound } from '../../shared/errors';
import { type IdType } from '../../shared/ids';
import { connection, named, type Connection, type Row } from './connection-rows';
import { parametersOf } from './given';
import type { ObjectDeclaration, ObjectRelation } from './object-declaration';
import { knownArguments, listRequest, type ListRequest } from './lists';
import type { PageArguments } from './page';
import { hidden, type ReadType } from './read-type';
import { selectHits } from './search';
import { searchRequest, type SearchDeclaration } from './search-declaration';
import { objectRelationRead, rootRead, type KnownTypes, type RootRead } from './root-reads';
import type { RawRow, StatementRunner } from './statement-runner';
import { countAll, countByParents, selectByKeys, selectPage, selectPages, selectVisible } from './statements';
import type { Viewer } from './viewer';

/** Keys of one statement; more are split, so that no statement grows without bound. */
const maximumBatch = 1000;

/** Which fields of a type's rows are wanted; all of them where it isn't said. */
export type Wanted = (type: ReadType) => readonly string[];

const everyField: Wanted = (type) => type.fields;

/** Arguments of a list: its page, and what the declaration says it can be filtered and ordered by. */
export interface ListArguments extends PageArguments {
  filter?: object | null;
  orderBy?: string | null;
}

/** Something that a search found: the fields of a hit, and the global id of its node. */
export interface Hit extends RawRow {
  readonly nodeId: string;
}

/** The declared types, as the reads of a request look them up; ReadRegistry is it. */
export interface DeclaredTypes extends KnownTypes {
  searchOfQuery(field: string): SearchDeclaration | undefined;
  forActor(actor: Actor, now: Date): RequestReads;
}

/** The reads of one request: batched, cached for the request, and narrowed to what its actor may see. */
export class RequestReads {
  private loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(
    private readonly registry: DeclaredTypes,
    private readonly runner: StatementRunner,
    readonly viewer: Viewer,
  ) {}

  /** A row by its global id; a NOT_FOUND that names the field where there is none to see. */
  async require(id: IdType, globalId: string, field = 'id'): Promise<Row> {
    const row = await this.find(id, globalId, field);
    if (row === null) throw new NotFound(id.type, field);
    return row;
  }

  /** A row by its global id, or null where there is none to see. */
  async find(id: IdType, globalId: string, field = 'id'): Promise<Row | null> {
    const type = this.registry.type(id.type);
    this.viewer.require(type.ability);
    return this.byKey(type, 'id', id.parse(globalId, field));
  }

  /** What a field of `Query` gives that the declarations answer: a row or null, an object, a page, or hits. */
  async query(
    field: string,
    args: Readonly<Record<string, unknown>>,
    wanted = everyField,
  ): Promise<Row | null | Connection | Hit[]> {
    const search = this.registry.searchOfQuery(field);
    if (search !== undefined) return this.hits(search, args);
    const read = rootRead(this.registry, this.viewer, field, knownArguments(args));
    if (read === undefined) throw new Error(`No declaration answers the query ${field}.`);
    return this.read(read, wanted);
  }

  /** A row of whatever type the id is of; null for ids that no type has. */
  node(globalId: string, wanted = everyField): Promise<Row | null> {
    return this.query('node', { id: globalId }, wanted) as Promise<Row | null>;
  }

  /** What a relation of a declared object leads to. */
  async objectRelation(
    relation: ObjectRelation,
    args: ListArguments,
    wanted = everyField,
  ): Promise<Row | null | Connection> {
    const read = objectRelationRead(this.registry, this.viewer, relation, knownArguments(args));
    return this.read(read, wanted);
  }

  private async read(read: RootRead, wanted: Wanted): Promise<Row | null | Connection> {
    switch (read.kind) {
      case 'nothing':
        return null;
      case 'object':
        return this.object(read.object);
      case 'page':
        return this.page(read.type, read.request, wanted);
      case 'first':
        return (await this.page(read.type, read.request, wanted)).nodes[0] ?? null;
      case 'row': {
        const id = read.id.decide((value) => value);
        return this.byKey(read.type, 'id', id, wanted);
      }
    }
  }

  private async hits(search: SearchDeclaration, args: Readonly<Record<string, unknown>>): Promise<Hit[]> {
    const { kinds, text, first } = searchRequest(search, knownArguments(args));
    const types = kinds.map((kind) => ({ kind, type: this.registry.type(search.kinds[kind] ?? '') }));
    for (const { type } of types) this.viewer.require(type.ability);
    if (types.length === 0) return [];
    const rows = await this.runner.run(selectHits(types, text, this.viewer, first));
    return rows.map(({ kind, id, ...hit }) => {
      const type = types.find((one) => one.kind === kind)?.type;
      return { ...hit, kind, nodeId: `${type?.idPrefix}${String(id)}` };
    });
  }

  private async object({ type, fields }: ObjectDeclaration): Promise<Row> {
    const columns = Object.entries(fields).map(
      ([name, value]) => sql`${value(this.viewer)} AS ${raw(`"${name}"`)}`,
    );
    const [row = {}] = await this.runner.run(sql`SELECT ${join(columns)}`);
    return { ...row, __typename: type };
  }

  /** What a relation of a row leads to: a row or null, or a connection. */
  relation(
    type: ReadType,
    field: string,
    row: RawRow,
    args: ListArguments,
    wanted = everyField,
  ): Promise<Row | null | Connection> {
    const relation = type.relation(field);
    if (relation === undefined) throw new Error(`${type.name} has no relation "${field}".`);
    const from = row[hidden(relation.by)];
    const target = this.registry.type(relation.target);
    if (relation.kind === 'many')
      return this.many(target, relation.key, String(from), args, wanted, relation.order);
    return typeof from === 'string' ? this.byKey(target, relation.key, from, wanted) : Promise.resolve(null);
  }

  /** A page of all rows of a type that the actor may see. */
  async list(typeName: string, args: ListArguments): Promise<Connection> {
    const type = this.registry.type(typeName);
    this.viewer.require(type.ability);
    return this.page(type, listRequest(knownArguments(args)));
  }

  /** Throws what a list that a field of `Query` gives would refuse these arguments with; asks nothing of the database. */
  checkList(field: string, args: ListArguments): void {
    const type = this.registry.ofQuery(field);
    if (type === undefined) throw new Error(`No declaration answers the query ${field}.`);
    this.viewer.require(type.ability);
    parametersOf(selectPage(type, listRequest(knownArguments(args)), this.viewer, type.fields).values);
  }

  private async page(type: ReadType, request: ListRequest, wanted = everyField): Promise<Connection> {
    const rows = await this.runner.run(selectPage(type, request, this.viewer, wanted(type)));
    return connection(type, request, rows, async () => {
      const [counted] = await this.runner.run(countAll(type, request, this.viewer));
      return Number(counted?.count ?? 0);
    });
  }

  /** Throws NOT_FOUND unless the row is there and the actor may see it; inside the given transaction. */
  async requireVisible(manager: EntityManager, id: IdType, rowId: string, field: string): Promise<void> {
    const statement = selectVisible(this.registry.type(id.type), rowId, this.viewer);
    const rows: unknown[] = await manager.query(statement.text, parametersOf(statement.values));
    if (rows.length === 0) throw new NotFound(id.type, field);
  }

  /** The same reads as another actor sees them: of one who has just signed in, for instance. */
  as(actor: Actor, now: Date): RequestReads {
    return this.registry.forActor(actor, now);
  }

  /** Drops what was loaded, after a change. */
  forget(): void {
    this.loaders = new Map();
  }

  private byKey(type: ReadType, key: string, value: string, wanted = everyField): Promise<Row | null> {
    const fields = wanted(type);
    const loader = this.loader<Row | null>(`${type.name}.${key}: ${fields.join()}`, async (keys) => {
      const rows = await this.runner.run(selectByKeys(type, key, keys, this.viewer, fields));
      const found = new Map(rows.map((row) => [String(row.$key), named(type, row)]));
      return keys.map((wanted) => found.get(wanted) ?? null);
    });
    return loader.load(value);
  }

  private many(
    type: ReadType,
    key: string,
    parent: string,
    args: ListArguments,
    wanted: Wanted,
    order?: string,
  ): Promise<Connection> {
    const fields = wanted(type);
    const request = listRequest(knownArguments(args), order);
    const name = `${type.name}.${key}:${JSON.stringify([order, args, fields])}`;
    const counts = this.loader<number>(`count ${name}`, async (parents) => {
      const rows = await this.runner.run(countByParents(type, key, parents, request, this.viewer));
      const found = new Map(rows.map((row) => [String(row.$key), Number(row.count)]));
      return parents.map((wanted) => found.get(wanted) ?? 0);
    });
    const pages = this.loader<Connection>(name, async (parents) => {
      const rows = await this.runner.run(selectPages(type, key, parents, request, this.viewer, fields));
      const found = Map.groupBy(rows, (row) => String(row.$key));
      return parents.map((wanted) =>
        connection(type, request, found.get(wanted) ?? [], () => counts.load(wanted)),
      );
    });
    return pages.load(parent);
  }

  private loader<Value>(
    name: string,
    batch: (keys: readonly string[]) => Promise<Value[]>,
  ): DataLoader<string, Value> {
    let loader = this.loaders.get(name) as DataLoader<string, Value> | undefined;
    if (loader === undefined) {
      loader = new DataLoader<string, Value>(batch, { maxBatchSize: maximumBatch });
      this.loaders.set(name, loader);
    }
    return loader;
  }
}
