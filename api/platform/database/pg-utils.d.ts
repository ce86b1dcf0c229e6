declare module 'pg/lib/utils' {
  /** A value in the form in which it is sent as a parameter: dates, arrays and objects as text. */
  export function prepareValue(value: unknown): string | Buffer | null;
}
