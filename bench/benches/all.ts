import type { Bench } from './bench';
import { coldStart } from './cold-start';
import { memory } from './memory';
import { readBenches } from './reads';
import { scale } from './scale';
import { search } from './search';

/** Everything that is measured, in the order in which it runs. */
export const benches: Bench[] = [...readBenches, coldStart, scale, search, memory];
