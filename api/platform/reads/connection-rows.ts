import { encodeCursor } from './cursor';
import type { ListRequest } from './lists';
import type { ReadType } from './read-type';
import type { RawRow } from './statement-runner';

/** A row on its way to GraphQL: its public fields, and hidden ones that start with `$`. */
export interface Row extends RawRow {
  readonly __typename: string;
}

/** A row of a page. Its cursor is made when it is asked for, which it hardly ever is. */
class Edge {
  constructor(
    private readonly order: string,
    readonly node: Row,
  ) {}

  get cursor(): string {
    return encodeCursor(this.order, JSON.parse(String(this.node['$cursor'])) as string[]);
  }
}

/** A page of a Relay connection. `totalCount` is a getter: it is counted when it is asked for. */
export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: Promise<number>;
}

/** A raw row with the name of its type. */
export function named(type: ReadType, row: RawRow): Row {
  row.__typename = type.name;
  return row as Row;
}

/** The page that rows make up, of which one too many was read to know whether there is more. */
export function connection(
  type: ReadType,
  request: ListRequest,
  rows: RawRow[],
  count: () => Promise<number>,
): Connection {
  const { size, backward, cursor } = request.page;
  const { name } = type.order(request.order);
  const more = rows.length > size;
  const page = rows.slice(0, size);
  if (backward) page.reverse();
  const edges = page.map((row) => new Edge(name, named(type, row)));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: backward ? cursor !== null : more,
      hasPreviousPage: backward ? more : cursor !== null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    get totalCount() {
      return count();
    },
  };
}
