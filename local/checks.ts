import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { PlainError, codeOf, messageOf } from './plain-error';

const MEGABYTE = 1024 * 1024;
/** What the first start writes, with air for a while of work. */
const NEEDED_MEGABYTES = 300;
/** With less than this, what runs will soon fail. */
const NEEDED_TO_GO_ON = 50;

/** Makes sure that the data folder is there, takes what we write, and has room for more. */
export function checkDataFolder(folder: string): void {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    // Others may pass through (where we are root, PostgreSQL runs as another user), but see nothing.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    writeFileSync(probe, Buffer.alloc(MEGABYTE));
  } catch (error) {
    throw unusable(folder, error);
  } finally {
    removeProbe(probe);
  }
  const free = freeMegabytes(folder);
  if (free < NEEDED_MEGABYTES) throw tooFull(folder, `${free} MB are free`, NEEDED_MEGABYTES);
}

/** Watches the room that a running stack has left, and says once when it runs out. */
export class RoomWatch {
  private told = false;

  constructor(
    private readonly folder: string,
    private readonly say: (line: string) => void,
    private readonly needed = NEEDED_TO_GO_ON,
  ) {}

  /** Looks now. Says it again only when there was room in between. */
  look(): void {
    const free = freeMegabytes(this.folder);
    if (free < this.needed && !this.told)
      this.say(tooFull(this.folder, `${free} MB are free`, this.needed).message);
    this.told = free < this.needed;
  }
}

function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / MEGABYTE);
}

function removeProbe(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It could not even be made, and that is what people get to read.
  }
}

function unusable(folder: string, error: unknown): PlainError {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return tooFull(folder, 'nothing is free', NEEDED_MEGABYTES);
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new PlainError(
      `${folder} is a file, and has to be a folder: remove it, or set MAINSTAY_DATA to a folder.`,
    );
  }
  // A folder that can't be made on a read-only disk is said to be missing.
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
    return new PlainError(
      `${folder} can't be written to: make it writable for your user, or set MAINSTAY_DATA to a folder that is.`,
    );
  }
  return new PlainError(
    `${folder} can't be used (${messageOf(error)}): set MAINSTAY_DATA to another folder.`,
  );
}

function tooFull(folder: string, free: string, needed: number): PlainError {
  return new PlainError(
    `The disk of ${folder} is too full: ${free}, ${needed} MB are needed. Free some space, or set MAINSTAY_DATA to a folder on another disk.`,
  );
}

/** A port that is needed, by whom, and on which address. */
export interface NeededPort {
  port: number;
  use: string;
  host: string;
}

/** Makes sure that every port is free. @throws PlainError that names the one that isn't */
export async function checkPorts(needed: NeededPort[]): Promise<void> {
  const problems = await Promise.all(needed.map(problemWith));
  const first = problems.find((problem) => problem !== undefined);
  if (first !== undefined) throw new PlainError(first);
}

async function problemWith({ port, use, host }: NeededPort): Promise<string | undefined> {
  const code = (await answers(port)) ? 'EADDRINUSE' : await listenError(port, host);
  switch (code) {
    case undefined:
      return undefined;
    case 'EADDRINUSE':
      return `Port ${port}, which ${use} needs, is in use by another program: stop that, or start with other ports, as in "npm start -- --port ${another(port)}".`;
    case 'EACCES':
      return `Port ${port}, which ${use} needs, is not allowed for your user: start with other ports, as in "npm start -- --port 4000".`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `MAINSTAY_HOST is "${host}", which is no address of this machine: correct it or unset it.`;
    default:
      return `Port ${port}, which ${use} needs, can't be used (${code}).`;
  }
}

/** A first port that is far enough away. */
function another(port: number): number {
  return port > 60_000 ? 4_000 : port - (port % 100) + 1_000;
}

/** Whether somebody answers on this machine's own addresses, of whichever kind `localhost` is taken for. */
async function answers(port: number): Promise<boolean> {
  const tries = ['127.0.0.1', '::1'].map(
    (host) =>
      new Promise<boolean>((resolve) => {
        const socket = createConnection({ port, host, timeout: 500 });
        const done = (answered: boolean) => {
          socket.destroy();
          resolve(answered);
        };
        socket.once('connect', () => done(true));
        socket.once('error', () => done(false));
        socket.once('timeout', () => done(false));
      }),
  );
  return (await Promise.all(tries)).includes(true);
}

function listenError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error) ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
