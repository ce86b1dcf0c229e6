/** Stops the shared servers and removes their data. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.mainstayTestGuard?.release();
}
