import { account } from './account';
import { book } from './book';
import { flat } from './flat';

/** The reads that everything is compared by. */
export const readCases = [book, account, flat];
