import { compose, type Composition } from '../composition';
import { ConfigError, loadConfig } from '../config';

/** Exit code for a configuration that can't be used (sysexits' EX_CONFIG). */
const badConfiguration = 78;

/** Something that people have to put right; its message is all that they need to see. */
export class CommandError extends Error {}

/** Runs a command on the services that the environment configures, and ends the process with its exit code. */
export function runCommand(work: (composition: Composition) => Promise<void>): void {
  main(work).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? badConfiguration : 1);
  });
}

async function main(work: (composition: Composition) => Promise<void>): Promise<void> {
  const composition = await compose(loadConfig(process.env));
  try {
    await work(composition);
  } finally {
    await composition.close();
  }
}

/** Tells how far a command is. The answer alone goes to the standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
