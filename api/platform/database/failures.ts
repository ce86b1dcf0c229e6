/** Codes of PostgreSQL for a transaction that had to give way to others: done again, it goes through. */
const gaveWayCodes = new Set(['40P01', '40001']);

/** A refused or broken connection (08), no room (53), a server that goes or comes (57P). */
const awayCodes = /^(08\d{3}|53\d{3}|57P0\d)$/;
const awayMessages =
  /ECONNREFUSED|ECONNRESET|ETIMEDOUT|timeout exceeded when trying to connect|Connection terminated|the database system is/i;

/** Whether a transaction was ended by a deadlock or a serialization failure, with nothing written. */
export function gaveWay(error: unknown): boolean {
  return gaveWayCodes.has(codeOf(error));
}

/** Whether the server can't be reached, or has no room for us. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  return awayCodes.test(code) || awayMessages.test(`${code} ${message}`);
}

/** Whether a statement was ended because it had taken too long (query_canceled). */
export function tookTooLong(error: unknown): boolean {
  return codeOf(error) === '57014';
}

/** Whether PostgreSQL can't take what was to be written (22), or a rule forbids it (23): as it is, it never will. */
export function isRefused(error: unknown): boolean {
  return /^2[23][0-9A-Z]{3}$/.test(codeOf(error));
}

/**
 * What to tell somebody whose request failed because the database is away or busy, and not because of the request;
 * null for every other failure. It is worth trying again.
 */
export function whyUnavailable(error: unknown): string | null {
  const code = codeOf(error);
  if (gaveWayCodes.has(code)) return 'Others changed the same things at the same moment. Try again.';
  // lock_not_available
  if (code === '55P03') return 'Somebody else has been changing the same things for long. Try again shortly.';
  if (tookTooLong(error))
    return 'This took too long and was ended. Ask for less at once, or try again shortly.';
  return isAway(error) ? 'The database can’t be reached at the moment. Try again shortly.' : null;
}

/** The SQLSTATE or the network's code; TypeORM keeps the driver's error inside its own. */
function codeOf(error: unknown): string {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : '';
}
