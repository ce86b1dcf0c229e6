import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './bootstrap/lock.cjs';
import { duration, note, step } from './bootstrap/steps.cjs';
import { RoomWatch, checkDataFolder, checkPorts } from './checks';
import type { SignIn } from './first-start';
import { startGuard } from './guard';
import type { Guard } from './guard';
import { clearLeftovers } from './leftovers';
import { PlainError } from './plain-error';
import { addressVariables } from './programs';
import { neededPorts } from './settings';
import type { Settings } from './settings';
import { addressesOf, bringUp, postgresPlace } from './stack';
import { Supervisor } from './supervisor';
import { findTemporal } from './temporal-program';

/** How often the room on the disk is looked at, in milliseconds. */
const ROOM_EVERY = 5_000;

/** One run of the whole stack, from the first check to the last process. */
export class LocalRun {
  private readonly runFolder: string;
  private readonly logFolder: string;
  private readonly runningFile: string;
  private readonly supervisor: Supervisor;
  private lock: { release: () => void } | undefined;
  private guard: Guard | undefined;
  private ending = false;

  constructor(readonly settings: Settings) {
    this.runFolder = join(settings.dataFolder, 'run', `${process.pid}-${Date.now()}`);
    this.logFolder = join(settings.dataFolder, 'logs');
    this.runningFile = join(settings.dataFolder, 'running.json');
    this.supervisor = new Supervisor({
      runFolder: this.runFolder,
      logFolder: this.logFolder,
      say: (line) => note(`  ${line}`),
      giveUp: (error) => void this.fail(error),
    });
  }

  /** Checks what can be checked before anything runs, then brings everything up. */
  async begin(): Promise<SignIn> {
    const { settings, runFolder, supervisor } = this;
    checkDataFolder(settings.dataFolder);
    this.lock = this.takeLock();
    const left = await clearLeftovers(settings.dataFolder);
    if (left.length > 0) note(`  An earlier run had left ${left.join(', ')} behind: stopped.`);
    await checkPorts(neededPorts(settings));
    supervisor.signal.throwIfAborted();
    for (const folder of [runFolder, this.logFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.guard = startGuard(runFolder);
    this.watchRoom();
    const external = settings.external.temporalAddress !== undefined;
    const temporal = external ? Promise.resolve(undefined) : findTemporal(process.env, runFolder);
    // Bringing Temporal can take minutes and says so itself; this step is what is left after it.
    let done = (): number => 0;
    void temporal.then(
      () => (done = step('Starting', 'about 5 s')),
      () => undefined,
    );
    const signIn = await bringUp({ settings, supervisor, runFolder, temporal }).finally(() => done());
    this.tellOthers();
    return signIn;
  }

  /** Stops everything in order, says so, and ends this process. */
  async end(exitCode: number): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    const began = performance.now();
    if (this.lock) note('\n  Stopping…');
    await this.takeDown();
    if (exitCode === 0 && this.lock) note(`  Stopped after ${duration(performance.now() - began)}.`);
    process.exit(exitCode);
  }

  /** Says what went wrong, stops whatever runs, and ends this process. */
  async fail(error: unknown): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    await this.takeDown();
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  }

  private async takeDown(): Promise<void> {
    await this.supervisor.stop();
    if (!this.lock) return;
    rmSync(this.runningFile, { force: true });
    await this.guard?.release();
    rmSync(this.runFolder, { recursive: true, force: true });
    this.lock.release();
  }

  /** A disk that fills is told while it happens: PostgreSQL and the rest could only say what they can't write. */
  private watchRoom(): void {
    const watch = new RoomWatch(this.settings.dataFolder, (line) => note(`  ${line}`));
    const look = (): void => {
      try {
        watch.look();
      } catch {
        // The folder was removed while we run, and others say so.
      }
    };
    setInterval(look, ROOM_EVERY).unref();
  }

  private takeLock(): { release: () => void } {
    const lock = takeLock(join(this.settings.dataFolder, 'lock'));
    if ('release' in lock) return lock;
    throw new PlainError(
      `Mainstay is already running here (process ${lock.heldBy}${this.whereItRuns()}): stop it with Ctrl-C there, ` +
        'or run another clone beside it, as in "npm start -- --port 14000".',
    );
  }

  private whereItRuns(): string {
    try {
      const { port } = JSON.parse(readFileSync(this.runningFile, 'utf8')) as { port: number };
      return `, http://localhost:${port}/graphiql`;
    } catch {
      return '';
    }
  }

  /** Lets commands such as `npm run import` find the servers of this run. */
  private tellOthers(): void {
    const { settings } = this;
    const place = settings.external.databaseUrl === undefined ? postgresPlace(settings) : undefined;
    const environment = addressVariables(settings, addressesOf(settings, place));
    const running = { supervisor: process.pid, port: settings.ports.api, environment };
    writeFileSync(this.runningFile, JSON.stringify(running), { mode: 0o600 });
  }
}
