import type { Failure, Intent, JobHandle, JobResult, StratifyError } from "@stratify/core";

/**
 * The state of one job of an image. It alone decides what may be done next, so that a job that was paid for is never
 * paid for again by a retry.
 */
export type Standing =
  /** No paid request was accepted. */
  | { readonly state: "unsubmitted"; readonly error?: StratifyError }
  /** Paid for. The service works on it, or still has its result. */
  | { readonly state: "accepted"; readonly handle: JobHandle; readonly error?: StratifyError }
  /** A paid request was sent, and its outcome is unknown. */
  | { readonly state: "unknown"; readonly intent: Intent; readonly error?: StratifyError }
  /** The provider does not know the job of a request whose outcome is unknown. It may have been charged. */
  | { readonly state: "lost"; readonly error: StratifyError }
  /** The job ended at the provider without a result. */
  | { readonly state: "failed"; readonly handle: JobHandle; readonly error: StratifyError }
  | { readonly state: "delivered"; readonly result: JobResult };

/** One job of an image: the only one, or that of a keyword. */
export interface ImageJob {
  readonly keyword: string | undefined;
  readonly standing: Standing;
}

/**
 * What brings a job further. `submit` is a new paid request; `resume` and `recover` cost nothing.
 *
 * @returns `undefined` when the job has delivered
 */
export function nextStep({ state }: Standing): "submit" | "resume" | "recover" | undefined {
  switch (state) {
    case "unsubmitted":
    case "lost":
    case "failed":
      return "submit";
    case "accepted":
      return "resume";
    case "unknown":
      return "recover";
    case "delivered":
      return undefined;
  }
}

/** Whether a new request may pay a second time for what the provider may have accepted already. */
export function mayPayTwice({ state }: Standing): boolean {
  return state === "lost";
}

/**
 * The standing of a job after a failure.
 *
 * @param lost the intents in the journal whose outcome is unknown
 */
export function afterFailure({ error, handle, keyword }: Failure, lost: readonly Intent[]): Standing {
  if (error.handle) return { state: "accepted", handle: error.handle, error };
  if (handle) return { state: "failed", handle, error };
  if (!error.mayHaveBeenCharged) return { state: "unsubmitted", error };
  const intent = lost.findLast((each) => each.keyword === keyword);
  return intent ? { state: "unknown", intent, error } : { state: "lost", error };
}
