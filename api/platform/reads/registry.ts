import type { DataSource } from 'typeorm';
import type { AnyDeclaration } from './declaration';
import { Given } from './given';
import type { ObjectDeclaration } from './object-declaration';
import { ReadType } from './read-type';
import { RequestReads, type DeclaredTypes } from './request-reads';
import type { StatementRunner } from './statement-runner';
import type { SearchDeclaration } from './search-declaration';
import { viewerOf } from './viewer';
import { anonymous, type Actor } from '../auth/actor';

/** Every declared type, by name and by the prefix of its ids. Checked when it is made: mistakes are named. */
export class ReadRegistry implements DeclaredTypes {
  private readonly byName = new Map<string, ReadType>();
  private readonly byPrefix = new Map<string, ReadType>();
  private readonly byQuery = new Map<string, ReadType>();

  constructor(
    declarations: readonly AnyDeclaration[],
    private readonly objects: readonly ObjectDeclaration[],
    dataSource: DataSource,
    readonly runner: StatementRunner,
    readonly declaredSearch: SearchDeclaration | null = null,
  ) {
    for (const declaration of declarations) {
      const type = new ReadType(declaration, dataSource.getMetadata(declaration.entity));
      if (this.byName.has(type.name)) throw new Error(`${type.name} is declared twice.`);
      const holder = this.byPrefix.get(declaration.id.prefix);
      if (holder !== undefined)
        throw new Error(`${type.name} and ${holder.name} share the prefix of their ids.`);
      this.byName.set(type.name, type);
      this.byPrefix.set(declaration.id.prefix, type);
    }
    for (const type of this.types()) this.check(type);
    for (const object of objects) this.checkObject(object);
    this.checkSearch();
  }

  types(): ReadType[] {
    return [...this.byName.values()];
  }

  type(name: string): ReadType {
    const type = this.byName.get(name);
    if (type === undefined) throw new Error(`No reads are declared for ${name}.`);
    return type;
  }

  find(name: string): ReadType | undefined {
    return this.byName.get(name);
  }

  ofPrefix(prefix: string): ReadType | undefined {
    return this.byPrefix.get(prefix);
  }

  /** The type that answers a field of `Query`. */
  ofQuery(field: string): ReadType | undefined {
    return this.byQuery.get(field);
  }

  /** The declared object that a field of `Query` gives. */
  objectOfQuery(field: string): ObjectDeclaration | undefined {
    return this.objects.find(({ query }) => query === field);
  }

  /** The search that a field of `Query` is. */
  searchOfQuery(field: string): SearchDeclaration | undefined {
    const { declaredSearch } = this;
    return declaredSearch?.query === field ? declaredSearch : undefined;
  }

  declaredObjects(): readonly ObjectDeclaration[] {
    return this.objects;
  }

  /** Every field of `Query` that the declarations answer. */
  queries(): string[] {
    const others = [...this.objects, ...(this.declaredSearch === null ? [] : [this.declaredSearch])];
    return [...this.byQuery.keys(), ...others.map(({ query }) => query)];
  }

  /** The loaders of one request, which see what the actor may see. */
  forActor(actor: Actor, now: Date): RequestReads {
    return new RequestReads(this, this.runner, viewerOf({ actor, now }));
  }

  private check(type: ReadType): void {
    const { declaration } = type;
    type.order(undefined);
    for (const order of Object.values(declaration.orders)) type.orderKeys(order, 't');
    const nobody = viewerOf({ actor: anonymous, now: new Date(0) });
    declaration.visibleTo(type.row('t'), nobody);
    for (const expression of Object.values(declaration.fields ?? {})) expression(type.row('t'), nobody);
    for (const query of Object.keys(declaration.queries ?? {})) {
      const holder = this.byQuery.get(query);
      if (holder !== undefined)
        throw new Error(`${type.name} and ${holder.name} both answer the query ${query}.`);
      this.byQuery.set(query, type);
    }
    for (const [field, relation] of Object.entries(declaration.relations ?? {})) {
      const target = this.byName.get(relation.target);
      const where = `${type.name}.${field}`;
      if (target === undefined)
        throw new Error(`${where} points at ${relation.target}, which declares no reads.`);
      type.row('t')(relation.by);
      if (!target.hasColumn(relation.key))
        throw new Error(`${where}: ${target.name} has no column "${relation.key}".`);
      if (relation.kind === 'many') target.order(relation.order);
    }
  }

  private checkObject({ type, query, relations = {} }: ObjectDeclaration): void {
    if (this.byQuery.has(query)) throw new Error(`${type} and another type both answer the query ${query}.`);
    for (const [field, { target }] of Object.entries(relations)) {
      if (!this.byName.has(target))
        throw new Error(`${type}.${field} points at ${target}, which declares no reads.`);
    }
  }

  private checkSearch(): void {
    for (const name of Object.values(this.declaredSearch?.kinds ?? {})) {
      const search = this.type(name).declaration.search;
      if (search === undefined) throw new Error(`${name} doesn't say how it is searched.`);
      const text = Given.known('a');
      for (const part of [search.matches, search.rank, search.excerpt]) part(this.type(name).row('t'), text);
      if (search.latest !== undefined) this.type(name).row('t')(search.latest);
    }
  }
}
