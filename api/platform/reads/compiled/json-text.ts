import sql, { raw, type Sql } from 'sql-template-tag';

/** JSON in the making: text that is known already, and SQL that gives text which is never null. */
export type Piece = string | Sql;

/** `{"a":1}` in pieces, without spaces, as JSON.stringify writes it; `before` are members that are known already. */
export function objectPieces(
  members: readonly { key: string; pieces: readonly Piece[] }[],
  before: readonly string[] = [],
): Piece[] {
  const written = members.map(({ key, pieces }): Piece[] => [`"${key}":`, ...pieces]);
  const all = [...before.map((text): Piece[] => [text]), ...written];
  return ['{', ...all.flatMap((pieces, at) => (at === 0 ? pieces : [',', ...pieces])), '}'];
}

/** One SQL expression of all pieces; those that are known are written as few literals as can be. */
export function textOf(pieces: readonly Piece[]): Sql {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return concatenation(merged.map((piece) => (typeof piece === 'string' ? literal(piece) : piece)));
}

/** Halved again and again, so that no long text is copied once for every piece that follows it. */
function concatenation(parts: readonly Sql[]): Sql {
  const [only] = parts;
  if (only === undefined) return literal('');
  if (parts.length === 1) return only;
  const middle = parts.length >> 1;
  return sql`(${concatenation(parts.slice(0, middle))} || ${concatenation(parts.slice(middle))})`;
}

/** A constant of the program or of a document's names, in which nothing can end the quotes. */
export function literal(text: string): Sql {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
