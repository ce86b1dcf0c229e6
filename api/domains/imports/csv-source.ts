import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Info } from 'csv-parse';
import { BadInput } from '../../shared/errors';

/** The longest row that is read, in bytes. Longer ones come of a quotation mark that is never closed. */
const longestRow = 4_000_000;

/** One row of the file, or what stands where no more rows can be told apart. */
export interface CsvRecord {
  /** Line on which the row begins; the first line of the file is 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken?: { readonly message: string; readonly remedy: string };
}

interface ParsedRecord {
  readonly info: Info;
  readonly record: string[];
}

/** An error of the parser carries the counts of its moment. */
type CountingError = CsvError & Pick<Info, 'records' | 'empty_lines'>;

/**
 * Reads CSV (RFC 4180, UTF-8, any line ends, with or without a byte-order mark) row by row, as fast as they are
 * taken. A file whose quotation marks don't match ends with a broken record. Errors of the stream are thrown, and
 * who takes no more rows ends the stream.
 */
export async function* readCsv(
  stream: Readable,
  delimiter: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<CsvRecord> {
  let broken: CsvError | undefined;
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    // An error would throw away the rows that were read and not taken yet.
    skip_records_with_error: true,
    on_skip: (error) => void (broken ??= error),
  });
  let failure: unknown;
  const piped = pipeline(stream, countedUtf8(onBytes), parser).catch((error: unknown) => (failure ??= error));
  const lines = new LineCount();
  try {
    for await (const { info, record } of parser as AsyncIterable<ParsedRecord>) {
      // What the parser makes of the rest after a mistake is no row of the file. It is read, to reach its end.
      if (broken !== undefined && info.records > (broken as CountingError).records) continue;
      const line = lines.next(info.empty_lines, record);
      // Spreadsheets leave rows of nothing but commas behind.
      if (record.some((cell) => cell !== '')) yield { line, cells: record };
    }
  } catch (error) {
    await piped;
    throw failure ?? error;
  }
  if (broken === undefined) return;
  yield { line: lines.next((broken as CountingError).empty_lines, []), cells: [], broken: explain(broken) };
}

/** Counts the file's lines. The parser's own count takes a CRLF between quotation marks for two. */
class LineCount {
  private last = 0;
  private emptyLines = 0;

  /** The line on which a record begins, told how many empty lines there were up to it. */
  next(emptyLines: number, cells: readonly string[]): number {
    const first = this.last + 1 + emptyLines - this.emptyLines;
    this.emptyLines = emptyLines;
    this.last = first + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return first;
  }
}

function countedUtf8(onBytes: (bytes: number) => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (bytes === 0 && isUtf16(chunk)) return done(wrongEncoding());
      bytes += chunk.length;
      onBytes(bytes);
      done(null, chunk);
    },
  });
}

function isUtf16(start: Buffer): boolean {
  return (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
}

function wrongEncoding(): BadInput {
  return new BadInput([
    {
      field: 'file',
      message: 'It is in UTF-16.',
      remedy: 'Save it as UTF-8 (in Excel: "CSV UTF-8") and try again.',
    },
  ]);
}

function explain(error: CsvError): { message: string; remedy: string } {
  const message =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quotation mark opens in this row and is never closed. Nothing from here on was read.'
      : error.code === 'CSV_MAX_RECORD_SIZE'
        ? `This row is longer than ${longestRow / 1_000_000} MB. Nothing from here on was read.`
        : `It is no CSV from here on (${error.code}). Nothing more was read.`;
  return {
    message,
    remedy: 'Close the quotation mark, or double those inside of a cell, and import the file again.',
  };
}
