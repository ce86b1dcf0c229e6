import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer satisfies, and gives that answer; fails with the last one after a while. */
export async function until<Value>(
  ask: () => Promise<Value>,
  satisfies: (value: Value) => boolean,
  withinMilliseconds = 20_000,
): Promise<Value> {
  const end = performance.now() + withinMilliseconds;
  for (;;) {
    const value = await ask();
    if (satisfies(value)) return value;
    if (performance.now() > end)
      throw new Error(`This did not become what was waited for: ${JSON.stringify(value)}`);
    await pause(25);
  }
}
