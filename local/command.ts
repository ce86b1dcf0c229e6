import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { WRONG_CONFIGURATION } from './launch';
import { PlainError } from './plain-error';
import { registerProcess, strikeProcess } from './process-register';

/** One of Mainstay's commands that does its work and ends. */
export interface Command {
  name: string;
  /** What it is doing, as in "Applying the migrations". */
  doing: string;
  /** Says that it failed, and what to do; by default merely that it did. */
  failure?: (reason: string) => string;
  script: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end and answers what it wrote to its standard output.
 *
 * @param onLine gets each line that it writes to its error output, which is where it tells how far it is
 * @throws PlainError with its own words when its configuration is wrong, with its last line as the reason when it fails
 */
export async function runCommand(
  command: Command,
  runFolder: string,
  logFile: string,
  onLine: (line: string) => void = () => undefined,
): Promise<string> {
  const child = spawn(process.execPath, [command.script, ...command.args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: command.env,
  });
  const written = { order: 0, stopSignal: 'SIGTERM', stopWithin: 10_000 } as const;
  const entry =
    child.pid === undefined
      ? undefined
      : registerProcess(runFolder, { ...written, name: command.name, pid: child.pid });
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  const lines: string[] = [];
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    log.write(`${line}\n`);
    onLine(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  log.end();
  if (entry) strikeProcess(runFolder, entry);
  if (code === 0) return output;
  if (code === WRONG_CONFIGURATION) throw new PlainError(lines.join('\n').trim());
  const reason = lines.findLast((line) => line.trim() !== '')?.trim() ?? `exit code ${code}`;
  const failure = command.failure?.(reason) ?? `${command.doing} failed: ${reason}`;
  throw new PlainError(`${failure}\n  All of it is in ${logFile}.`);
}
