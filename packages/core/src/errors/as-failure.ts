import { isStratifyError, StratifyError } from "./stratify-error.ts";

/** Whatever was thrown, as an error of ours: what nobody foresaw is a response nobody documented. */
export function asFailure(thrown: unknown): StratifyError {
  if (isStratifyError(thrown)) return thrown;
  const words = thrown instanceof Error ? thrown.message : thrown;
  const detail = typeof words === "string" ? words : undefined;
  return new StratifyError({ code: "unexpected-response", detail, cause: thrown });
}
