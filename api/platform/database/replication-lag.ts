/** More are thinned out: the longer something takes, the less its exact length matters. */
const mostSamples = 600;

/** Tells by how many seconds a replica is behind, from where both were at some moments. */
export class ReplicationLag {
  /** What the replica hasn't passed yet, the oldest first. */
  private samples: { readonly position: number; readonly at: number }[] = [];
  private hasPassedAny = false;

  /**
   * Seconds since the primary was where the replica isn't yet; infinitely many until it has been seen to pass anything.
   *
   * @param at milliseconds of a clock that is never put back
   * @param primary position in the write-ahead log, taken no later than the replica's
   */
  seconds(at: number, primary: number, replica: number): number {
    this.samples.push({ position: primary, at });
    const ahead = this.samples.filter(({ position }) => position > replica);
    this.hasPassedAny ||= ahead.length < this.samples.length;
    this.samples = ahead.length > mostSamples ? ahead.filter((_, index) => index % 2 === 0) : ahead;
    const [oldest] = ahead;
    if (!this.hasPassedAny) return Infinity;
    return oldest === undefined ? 0 : (at - oldest.at) / 1_000;
  }
}
