import type { Cost, JobHandle, Layer, StratifyError } from "@stratify/core";
import type { ImageJob } from "../run/standing.ts";

/** A job without a result. */
export interface JobProblem {
  readonly keyword: string | undefined;
  readonly error: StratifyError;
  /** Whether it was paid for and can still deliver. */
  readonly resumable: boolean;
}

/** What the jobs of an image have come to so far. */
export interface Delivered {
  /** In the order of the keywords. */
  readonly layers: readonly Layer[];
  readonly handles: readonly JobHandle[];
  readonly problems: readonly JobProblem[];
  /** What was charged and not given back; absent where the provider does not say. */
  readonly cost?: Cost;
}

/** Sorts the jobs of an image into results and problems. */
export function deliveredOf(jobs: readonly ImageJob[]): Delivered {
  const results = jobs.flatMap(({ standing }) => (standing.state === "delivered" ? [standing.result] : []));
  const problems = jobs.flatMap(({ keyword, standing }): readonly JobProblem[] => {
    if (standing.state === "delivered" || !standing.error) return [];
    const resumable = standing.state === "accepted" || standing.state === "unknown";
    return [{ keyword, error: standing.error, resumable }];
  });
  const charged = jobs.flatMap(({ standing }) => {
    if (standing.state === "delivered") return [standing.result.handle];
    return standing.state === "failed" && !standing.error.refunded ? [standing.handle] : [];
  });
  const cost = totalCost(charged);
  return {
    layers: results.flatMap(({ layers }) => layers),
    handles: results.map(({ handle }) => handle),
    problems,
    ...(cost && { cost }),
  };
}

function totalCost(handles: readonly JobHandle[]): Cost | undefined {
  const costs = handles.flatMap(({ cost }) => cost ?? []);
  const [first] = costs;
  return first && { unit: first.unit, amount: costs.reduce((sum, { amount }) => sum + amount, 0) };
}
