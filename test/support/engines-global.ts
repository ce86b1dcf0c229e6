import type { Guard } from '../../local/guard';

declare global {
  /** The guardian of the shared servers, between setup and teardown of one test run. */
  var mainstayTestGuard: Guard | undefined;
}
