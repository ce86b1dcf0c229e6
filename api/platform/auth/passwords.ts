import { randomBytes, randomInt } from 'node:crypto';
import type { Options } from '@node-rs/argon2';

/** OWASP's first choice for argon2id (the library's default variant): 19 MiB, two passes, one thread. */
const work: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Without letters that look like digits or each other (i, l, o; 1): 32 signs, so 5 bits each. */
const signs = 'abcdefghjkmnpqrstuvwxyz023456789';

let nobodysHash: Promise<string> | undefined;

/** A hash to store, with its salt and parameters in it. */
export async function hashPassword(password: string): Promise<string> {
  // Loaded with the first password: it is native code, and no query needs it.
  const { hash } = await import('@node-rs/argon2');
  return hash(canonical(password), work);
}

/**
 * Whether this is the password. Where there is no hash (no such member, or one without a password) the same work is
 * done and the answer is no, so that time doesn't tell who has an account.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString('hex'));
  const { verify } = await import('@node-rs/argon2');
  const matches = await verify(storedHash ?? (await nobodysHash), canonical(password));
  return matches && storedHash !== null;
}

/** A password to read out and type: five groups of four, 100 random bits. */
export function randomPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');
  return Array.from({ length: 5 }, group).join('-');
}

/** Keyboards write the same letter as different code points (é, e + ´); NFKC makes them one. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}
