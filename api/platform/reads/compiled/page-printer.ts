import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { conditions, fromWholeList, pageRows, sorting, type SortKey } from '../statements';
import { textOf, type Piece } from './json-text';
import type { EdgeMember, InfoMember, ObjectPlan, PageMember, PagePlan } from './plan';
import type { Printer } from './printer';

/** The text of a connection: one pass over the rows of its page, and a count of all rows where it is asked for. */
export function printPage(printer: Printer, plan: PagePlan, parent: string): Sql {
  return new PagePrinter(printer, plan, parent).print();
}

class PagePrinter {
  private readonly alias: string;
  private readonly page: string;
  /** What is selected of each row, by name. */
  private readonly columns: Sql[] = [];
  private readonly keys: readonly SortKey[];
  private readonly size: number;
  private readonly backward: boolean;
  /** Whether one row more is read, to know whether there is more. */
  private readonly looksBeyond: boolean;
  private readonly numbered: boolean;

  constructor(
    private readonly printer: Printer,
    private readonly plan: PagePlan,
    private readonly parent: string,
  ) {
    const { request, type, members } = plan;
    this.alias = printer.alias();
    this.page = `p${this.alias.slice(1)}`;
    this.keys = sorting(type, this.alias, request).keys;
    ({ size: this.size, backward: this.backward } = request.page);
    const beyond = this.backward ? 'hasPreviousPage' : 'hasNextPage';
    this.looksBeyond = infoNames(members).includes(beyond);
    this.numbered = this.looksBeyond || this.backward;
  }

  print(): Sql {
    const members = this.plan.members.map(({ key, part }) => ({ key, pieces: this.member(part) }));
    const text = textOf(this.printer.members(members));
    if (this.columns.length === 0) return this.withoutRows(text);
    const named = [...this.columns, ...(this.numbered ? [sql`${this.number()} AS n`] : [])];
    const rows = this.rows(join(named), this.size + (this.looksBeyond ? 1 : 0));
    return sql`(SELECT ${text} FROM (${rows}) AS ${raw(this.page)})`;
  }

  /** Nothing but names and counts, for which no rows are read, unless it takes them to refuse what was asked. */
  private withoutRows(text: Sql): Sql {
    const { request, members } = this.plan;
    const counts = members.some(({ part }) => part.kind === 'total');
    const filters = Object.keys(request.filter).length > 0;
    if (request.page.cursor === null && (counts || !filters)) return text;
    const read = sql`SELECT count(*) FROM (${this.rows(sql`1`, 1)}) AS ${raw(this.page)}`;
    return sql`(SELECT ${text} FROM (${read}) AS one)`;
  }

  private rows(columns: Sql, limit: number): Sql {
    const { alias, parent } = this;
    const { type, request, ofParent } = this.plan;
    const hanging = ofParent === null ? {} : { ofParent: ofParent(alias, parent) };
    return pageRows({ type, alias, request, viewer: this.printer.viewer, columns, limit, ...hanging });
  }

  private member(part: PageMember['part']): Piece[] {
    switch (part.kind) {
      case 'constant':
        return [part.json];
      case 'nodes':
        return this.list(this.object(part.object));
      case 'edges':
        return this.list(textOf(this.printer.members(part.members.map((member) => this.edge(member)))));
      case 'pageInfo':
        return this.printer.members(
          part.members.map((member) => ({ key: member.key, pieces: [this.info(member)] })),
        );
      case 'total':
        return [this.total()];
    }
  }

  private edge({ key, part }: EdgeMember): { key: string; pieces: Piece[] } {
    switch (part.kind) {
      case 'constant':
        return { key, pieces: [part.json] };
      case 'cursor':
        return { key, pieces: ['"', this.cursor(this.keys.map(({ sql: value }) => value)), '"'] };
      case 'node':
        return { key, pieces: [this.object(part.object)] };
    }
  }

  private object(object: ObjectPlan): Sql {
    return textOf(this.printer.object(object, this.alias));
  }

  /** All rows of the page, of which one too many may have been read. */
  private list(item: Sql): Piece[] {
    const column = this.column(
      this.looksBeyond ? sql`CASE WHEN ${this.number()} <= ${this.limit} THEN ${item} END` : item,
    );
    const order = this.backward ? sql` ORDER BY ${this.of('n')} DESC` : empty;
    return ['[', sql`coalesce(string_agg(${column}, ','${order}), '')`, ']'];
  }

  private info({ part }: InfoMember): Piece {
    if (part.kind === 'constant') return part.json;
    const came = JSON.stringify(this.plan.request.page.cursor !== null);
    switch (part.name) {
      case 'hasNextPage':
        return this.backward ? came : this.more();
      case 'hasPreviousPage':
        return this.backward ? this.more() : came;
      case 'startCursor':
        return this.edgeCursor(!this.backward);
      case 'endCursor':
        return this.edgeCursor(this.backward);
    }
  }

  /** Whether there are rows beyond the page. */
  private more(): Sql {
    return sql`CASE WHEN count(${this.anyColumn()}) > ${this.limit} THEN 'true' ELSE 'false' END`;
  }

  /** The cursor of the first row that was read, or of the last that belongs to the page; null where there is none. */
  private edgeCursor(ofFirst: boolean): Sql {
    if (this.size === 0) return sql`'null'`;
    const keys = this.keys.map(({ sql: value }) => {
      // Said where another aggregate wants another order: PostgreSQL may sort the rows for that one.
      const asRead = this.backward ? sql` ORDER BY ${this.of('n')}` : empty;
      const read = sql`array_agg(${this.column(sql`${value}::text`)}${asRead})`;
      const at = ofFirst ? sql`1` : sql`least(count(*), ${this.limit})`;
      return sql`(${read})[${at}]`;
    });
    return sql`coalesce('"' || ${this.cursor(keys)} || '"', 'null')`;
  }

  /** As `encodeCursor` does: the order's name and the keys as JSON, in base64url. */
  private cursor(keys: readonly Sql[]): Sql {
    const { name } = this.plan.type.order(this.plan.request.order);
    const texts = keys.flatMap((key): Piece[] => [',', sql`to_json(${key}::text)::text`]);
    const json = textOf([`["${name}"`, ...texts, ']']);
    return sql`translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
  }

  private total(): Sql {
    const { type, request, ofParent } = this.plan;
    const alias = this.printer.alias();
    const { viewer } = this.printer;
    const rows =
      ofParent === null
        ? fromWholeList(type, alias, request, viewer)
        : sql`FROM ${type.table} ${raw(alias)}
            WHERE ${ofParent(alias, this.parent)} AND ${conditions(type, alias, request, viewer)}`;
    return sql`(SELECT count(*)::text ${rows})`;
  }

  /** A column of the rows that are read, and its name outside. */
  private column(value: Sql): Sql {
    this.columns.push(sql`${value} AS ${raw(`c${this.columns.length}`)}`);
    return this.of(`c${this.columns.length - 1}`);
  }

  private anyColumn(): Sql {
    return this.column(sql`1`);
  }

  private number(): Sql {
    const { sorted } = sorting(this.plan.type, this.alias, this.plan.request);
    return sql`row_number() OVER (ORDER BY ${sorted(this.keys.map(({ sql: value }) => value))})`;
  }

  private of(column: string): Sql {
    return raw(`${this.page}.${column}`);
  }

  private get limit(): Sql {
    return raw(String(this.size));
  }
}

function infoNames(members: readonly PageMember[]): string[] {
  return members.flatMap(({ part }) =>
    part.kind === 'pageInfo'
      ? part.members.map((member) => (member.part.kind === 'info' ? member.part.name : ''))
      : [],
  );
}
