import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { projectRoot } from '../../local/project-root';

const { History } = temporal.api.history.v1;

const folder = join(projectRoot, 'test', 'replay', 'histories');

/**
 * Writes the histories of finished workflows beside the replay test, when MAINSTAY_RECORD_HISTORIES says so:
 * `MAINSTAY_RECORD_HISTORIES=1 npm test -- test/workflows/onboarding`, and commit what is to be kept.
 */
export async function recordHistories(
  client: Client,
  workflowIds: ReadonlyMap<string, string>,
): Promise<void> {
  if (!process.env['MAINSTAY_RECORD_HISTORIES']) return;
  mkdirSync(folder, { recursive: true });
  for (const [name, workflowId] of workflowIds) {
    const handle = client.workflow.getHandle(workflowId);
    await handle.result();
    const history = History.fromObject(await handle.fetchHistory());
    const plain = History.toObject(history, { enums: String, longs: String, bytes: String });
    // Which machine recorded it is nobody's business; queues and identities are named after it.
    const text = JSON.stringify(plain, undefined, 2).replaceAll(`${process.pid}@${hostname()}`, 'recorder');
    writeFileSync(join(folder, `${name}.json`), `${text}\n`);
  }
}

/** The names of the histories that were recorded. */
export function recordedHistories(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

/** One of them, `change`d as text before it is read. */
export function readHistory(
  name: string,
  change: (text: string) => string = (text) => text,
): temporal.api.history.v1.History {
  const plain = JSON.parse(change(readFileSync(join(folder, name), 'utf8'))) as Record<string, unknown>;
  return History.fromObject(plain);
}
