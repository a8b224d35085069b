import { timeLimit } from "../http/under-deadline.ts";
import { openScope } from "../http/within.ts";
import type { JobRun } from "./job-run.ts";

/**
 * Does a job under a deadline of its own, which counts from when the provider is known to be at it. Jobs that wait for
 * one another in this process take nothing of each other's time.
 *
 * @param deadline milliseconds; absent where one deadline counts for the whole call
 */
export async function underJobDeadline<T>(
  run: JobRun,
  deadline: number | undefined,
  work: (run: JobRun) => Promise<T>,
): Promise<T> {
  if (deadline === undefined) return work(run);
  const { clock } = run.services;
  const sleep = async (ms: number, signal: AbortSignal) => {
    await run.reporter.started;
    await clock.sleep(ms, signal);
  };
  const scope = openScope(run.signal, timeLimit({ ...clock, sleep }, deadline));
  try {
    return await work({ ...run, signal: scope.signal });
  } finally {
    scope.close();
  }
}
