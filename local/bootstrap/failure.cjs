'use strict';

/** The exit code of a wrong configuration or surroundings, as in sysexits.h. */
const WRONG_SURROUNDINGS = 78;

/** Something that people can do something about, in a sentence of their own language: shown without a stack. */
class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Turns the errors of a full disk or a folder that can't be written into such a sentence. */
function explain(error, doing) {
  if (error instanceof Failure) return error;
  const remedy = {
    ENOSPC: 'the disk is full: free some space and try again',
    EDQUOT: 'your share of the disk is used up: free some space and try again',
    EROFS: 'the disk is read-only: use a folder that can be written to',
    EACCES: 'that is not permitted: make the folder writable for your user, or use another one',
    EPERM: 'that is not permitted: make the folder writable for your user, or use another one',
  }[error && error.code];
  if (!remedy) return error;
  return new Failure(
    `${doing} failed${error.path ? ` at ${error.path}` : ''}; ${remedy}.`,
    WRONG_SURROUNDINGS,
  );
}

module.exports = { Failure, explain, WRONG_SURROUNDINGS };
