import { isStratifyError } from "../errors/stratify-error.ts";

/** Whether a request was refused under a status, so that nothing was charged. */
export function wasRefused(error: unknown, status: number): boolean {
  return isStratifyError(error) && error.status === status && !error.mayHaveBeenCharged;
}
