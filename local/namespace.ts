/**
 * Makes sure that a Temporal server has its namespace: a program of its own, since loading Temporal's client
 * takes longer than everything else that the start does itself.
 *
 * Usage: node namespace.js <address> <namespace> <for how many milliseconds to try>
 */
import { messageOf } from './plain-error';
import { ensureNamespace } from './temporal';

const [address = '', namespace = '', patience = '0'] = process.argv.slice(2);

ensureNamespace(address, namespace, AbortSignal.timeout(Number(patience))).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
