/** Drops what was added first until no more than `most` are left. Maps and sets list their keys in that order. */
export function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
