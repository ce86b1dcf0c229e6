import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { userInfo } from 'node:os';
import { PlainError } from './plain-error';

/** A user and group of this machine. */
interface Owner {
  uid: number;
  gid: number;
}

/** How to run a PostgreSQL program: as whom, and through which wrapper. */
export interface PostgresLauncher {
  /** Who must own the data, where that isn't us. */
  owner?: Owner;
  /** Who to start the (wrapped) program as, where that isn't us. */
  spawnAs?: Owner;
  /** Turns a command line into the one that runs it as the owner. */
  wrap: (command: string, args: string[]) => { command: string; args: string[] };
}

const SETPRIV = '/usr/bin/setpriv';

/**
 * PostgreSQL refuses to run as root. Where we are root, it runs as the owner of its data, and in the beginning
 * as `postgres`, or as `nobody` where there is no such user. That user may not be able to enter a folder above
 * the clone (`/root`, or one made by mktemp); then it gets the one capability that lets it through.
 */
export function postgresLauncher(dataFolder: string, programFolder: string): PostgresLauncher {
  if (userInfo().uid !== 0) return { wrap: (command, args) => ({ command, args }) };
  const owner = ownerOf(dataFolder) ?? systemUser('postgres') ?? systemUser('nobody');
  if (!owner) {
    throw new PlainError(
      'PostgreSQL does not run as root, and this machine has no user to run it as: start Mainstay as an ordinary user.',
    );
  }
  if (othersCanEnter(dirname(dataFolder)) && othersCanEnter(programFolder)) {
    return { owner, spawnAs: owner, wrap: (command, args) => ({ command, args }) };
  }
  if (!existsSync(SETPRIV)) {
    throw new PlainError(
      `PostgreSQL does not run as root, and no other user may enter ${dirname(dataFolder)}: ` +
        'start Mainstay as an ordinary user, or in a folder that others may enter.',
    );
  }
  return {
    owner,
    wrap: (command, args) => ({ command: SETPRIV, args: [...enterAnyFolder(owner), command, ...args] }),
  };
}

function enterAnyFolder(owner: Owner): string[] {
  const only = '-all,+dac_override';
  return [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    `--bounding-set=${only}`,
    // Without this, access(2) checks as if the capability weren't there.
    '--securebits=+no_setuid_fixup',
  ];
}

function ownerOf(folder: string): Owner | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function systemUser(name: string): Owner | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function othersCanEnter(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || othersCanEnter(parent);
}
