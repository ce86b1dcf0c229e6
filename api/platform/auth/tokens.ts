import { createHash, randomBytes } from 'node:crypto';

/** What a secret opens: the prefix tells people, and scanners for leaked secrets, what they have found. */
export const sessionPrefix = 'mss_';
export const apiKeyPrefix = 'msk_';

/** A secret of 256 random bits, to be shown once; only its hash is kept. */
export function newToken(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What is stored of a token. A fast hash is enough, since nobody guesses 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
