/** Somebody's place somewhere, from when to when, as far as one is told from another. Days, or null for unknown. */
export interface Stay {
  readonly start: string | null;
  /** Null while it is open; at most one place of somebody is. */
  readonly end: string | null;
}

/**
 * Which of the places that are there a row of a file is about; undefined where it is about a new one. `start` and
 * `end` are undefined where the file has no such column, and null where its cell is empty.
 */
export function stayMeant<S extends Stay>(
  there: readonly S[],
  start: string | null | undefined,
  end: string | null | undefined,
): S | undefined {
  const open = there.find((stay) => stay.end === null);
  const sameStart = start ? there.filter((stay) => stay.start === start) : [];
  if (end === null) return open ?? sameStart[0];
  if (end === undefined) return sameStart[0] ?? open ?? (start ? undefined : there.at(-1));
  const sameEnd = (stays: readonly S[]): S | undefined => stays.find((stay) => stay.end === end);
  return start ? (sameEnd(sameStart) ?? sameStart[0]) : (sameEnd(there) ?? open);
}
