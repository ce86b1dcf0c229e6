import type { Connection, Submittable } from 'pg';
import { prepareValue } from 'pg/lib/utils';

/** A connection also says which statements the server keeps for it, by name, as pg's own queries tell it. */
type KeepingConnection = Connection & { readonly parsedStatements: Readonly<Record<string, string>> };

/**
 * Asks for the one text that a statement gives, with the protocol's own messages: nothing is described, since what
 * comes is known, and no rows and results are made that nobody looks at. As pg-cursor does, for many rows.
 */
export class TextQuery implements Submittable {
  private readonly end = Promise.withResolvers<string | null>();
  private found: string | null = null;

  constructor(
    readonly text: string,
    /** Under which name the connection is to keep the statement; none where it isn't to. */
    readonly name: string | undefined,
    private readonly values: readonly unknown[],
  ) {}

  /** The text, or null where the statement gives none; rejects with what PostgreSQL says. */
  get answer(): Promise<string | null> {
    return this.end.promise;
  }

  submit(connection: Connection): void {
    const { name = '', text } = this;
    const { parsedStatements } = connection as KeepingConnection;
    // All four leave in one write.
    connection.stream.cork();
    if (name === '' || parsedStatements[name] === undefined)
      connection.parse({ name, text, types: [] }, true);
    connection.bind({ statement: name, values: this.values.map(prepareValue) }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.found = fields[0] ?? null;
  }

  handleCommandComplete(): void {
    // One row has come, or none; there is nothing to count.
  }

  handleReadyForQuery(): void {
    this.end.resolve(this.found);
  }

  handleError(error: Error): void {
    this.end.reject(error);
  }
}
