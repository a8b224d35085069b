/** How long recent jobs took, by provider and task. Hosts may keep it between sessions; it is small. */
export interface DurationHistory {
  /** Durations in seconds, oldest first. */
  durations(key: string): readonly number[];
  add(key: string, seconds: number): void;
}

/** As many jobs as are worth remembering: the scale of a service may change within a day. */
const remembered = 30;

/**
 * A history in memory.
 *
 * @param entries what an earlier session remembered, as {@link DurationHistory.durations} gave it
 */
export function memoryHistory(entries: Readonly<Record<string, readonly number[]>> = {}): DurationHistory {
  const byKey = new Map(Object.entries(entries));
  return {
    durations: (key) => byKey.get(key) ?? [],
    add: (key, seconds) => void byKey.set(key, [...(byKey.get(key) ?? []), seconds].slice(-remembered)),
  };
}
