import type { Clock } from "../contract/clock.ts";
import type { JobHandle, JobSubject } from "../contract/job.ts";
import type { Phase, Progress } from "../contract/progress.ts";
import { withoutQueries } from "../errors/without-queries.ts";

/** Says what happens to one job. */
export interface Reporter {
  /** Milliseconds since the job was begun. */
  elapsed(): number;
  /** The job, once it was accepted. Events then carry its id and cost. */
  handle: JobHandle | undefined;
  /** Resolves when the job is first reported as running. */
  readonly started: Promise<void>;
  report(phase: Phase, words?: Pick<Progress, "raw" | "note">): void;
}

/**
 * Makes the reporter of one job. A listener that throws is not allowed to lose a paid job: its error goes nowhere.
 */
export function createReporter(
  { provider, task, image, keyword }: JobSubject,
  clock: Clock,
  listener: ((progress: Progress) => void) | undefined,
): Reporter {
  const begun = clock.now();
  const elapsed = () => clock.now() - begun;
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const reporter: Reporter = {
    elapsed,
    handle: undefined,
    started,
    report: (phase, words) => {
      if (phase === "running") start();
      const { job, cost } = reporter.handle ?? {};
      const note = words?.note && withoutQueries(words.note);
      try {
        listener?.({
          provider,
          task,
          image,
          keyword,
          job,
          cost,
          phase,
          ...words,
          ...(note && { note }),
          elapsed: elapsed(),
        });
      } catch {
        // The listener's own trouble.
      }
    },
  };
  return reporter;
}
