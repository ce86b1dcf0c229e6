/** Texts that JSON, SQL, patterns or cursors could get wrong. None is empty. */
export const awkwardTexts: readonly string[] = [
  'Plain',
  `O'Brien & "Sons" <b>`,
  String.raw`back\slash \" \n \u0041`,
  'two\nlines\r\nand\ta tab',
  'bell\u0007 back\b feed\f escape\u001b unit\u001f del\u007f next\u0085',
  'families 👩‍👩‍👧‍👦 and flags 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'separators \u2028 and \u2029',
  '100% _under_ %',
  `Robert'); DROP TABLE account; --`,
  '{"a": [1, null], "__proto__": {}}',
  '$1 ${x} $$ :name ?',
  'اَلْعَرَبِيَّةُ',
  'İstanbul ıI ß ŒÆ',
  'e\u0301 beside é',
  '  spaces at both ends ',
  '\ufeffa mark of order, and \ufffd',
  'NULL',
  'null',
  'a,b;c|d',
  '{}',
  `long ${'and longer '.repeat(60)}`,
];

/** What a compiled answer says where a promise was broken: here it is nothing but somebody's words. */
export const brokenLooking = 'that is what "!null" and "\u0001" mean';

/** Whom the book's rows belong to, by their rows' ids. */
export interface People {
  /** One who owns a part of the accounts, shares another, and shared a third. */
  readonly csm: string;
  readonly colleague: string;
  readonly admin: string;
}

/** The ids of the rows that others point at. */
export interface Book {
  readonly people: People;
  readonly leavers: readonly string[];
  readonly accounts: readonly string[];
  /** The open assignment of each account's owner. */
  readonly ownerships: readonly string[];
  readonly contacts: readonly string[];
  readonly entries: readonly string[];
  readonly messages: readonly string[];
}

/** A row as JSON: columns by name. */
export type Row = Readonly<Record<string, string | number | boolean | null | object>>;

/** An awkward text, another for each number. */
export function text(n: number): string {
  return cycle(awkwardTexts, n);
}

/** A moment whose fraction of a second has from none to six digits. */
export function moment(n: number): string {
  const fraction = cycle(['', '.5', '.25', '.125', '.000001', '.999999', '.1', '.123450'], n);
  const day = String(1 + (n % 28)).padStart(2, '0');
  return `${2020 + (n % 7)}-0${1 + (n % 9)}-${day}T0${n % 10}:30:0${n % 6}${fraction}Z`;
}

export function cycle<Item>(items: readonly Item[], n: number): Item {
  return items[n % items.length] as Item;
}
