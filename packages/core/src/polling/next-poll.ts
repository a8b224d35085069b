import type { Cadence } from "../contract/capabilities.ts";

/** Spacings outside these bounds pay for nothing, in seconds. */
const closest = 0.4;
const widest = 8;

/** Past so many medians a job is no longer due at any moment: gaps widen by a share of what goes beyond. */
const overdue = 3;
const widening = 0.15;
const widestOverdue = 10;

/** Fewer finished jobs than this say too little; until then the provider's documented cadence is kept. */
const enough = 5;

/**
 * When to ask about a job again. First near the 10th percentile of what recent jobs took, so that almost no poll
 * comes too early, then evenly at a third of the square root of their median: the spacing at which a poll more costs
 * as much as the delay it saves. Gaps that grow from the start would be widest when the answer is due; only a job
 * that is long overdue is asked about less often. `bench polling` measures all of it.
 *
 * @param history durations of recent jobs of this provider and task, in seconds, in any order
 * @param cadence what the provider's documentation asks for
 * @param elapsed seconds since the job was accepted
 * @returns seconds to wait from now
 */
export function nextPoll(history: readonly number[], cadence: Cadence, elapsed: number): number {
  const learned = history.length >= enough;
  const sorted = Float64Array.from(history).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const first = learned ? Math.max(at(0.1), cadence.least) : cadence.first;
  if (elapsed < first) return first - elapsed;
  if (!learned) return cadence.every;
  const median = at(0.5);
  const even = Math.min(widest, Math.max(closest, Math.sqrt(median) / 3));
  const late = Math.max(0, elapsed - overdue * median);
  return Math.max(cadence.least, even, Math.min(widestOverdue, even + widening * late));
}
