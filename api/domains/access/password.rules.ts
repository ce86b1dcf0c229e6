import type { Problems } from '../../shared/problems';

const shortest = 12;
/** Long enough for any passphrase, short enough that hashing it stays cheap. */
const longest = 200;

/** Length is what makes a password hard to guess; rules about its characters only make it hard to remember. */
export function checkPassword(password: string, field: string, problems: Problems): void {
  const { length } = [...password];
  problems.require(
    length >= shortest && length <= longest,
    field,
    `It has ${length} characters.`,
    `Use ${shortest} to ${longest}; a few random words are easy to remember.`,
  );
  problems.require(
    new Set(password.toLowerCase()).size >= 5,
    field,
    'It is made of very few different characters.',
    'Use something that is harder to guess.',
  );
}
