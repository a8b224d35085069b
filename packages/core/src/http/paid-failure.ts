import { isRecord } from "../contract/record.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/**
 * Failures of which the platform says that not one byte of the request left the machine. `EHOSTUNREACH` and
 * `ENETUNREACH` are not among them: they also end connections over which a request has been sent.
 */
const neverConnected: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Tells whether a failed request certainly never reached the service. Browsers do not say, so there the answer is
 * always no.
 */
export function wasNotSent(error: StratifyError): boolean {
  const { code, cause } = error;
  return code === "network" && isRecord(cause) && neverConnected.has(cause.code);
}

/**
 * Sorts the failure of a paid request into its three outcomes: *not sent* and *refused* stay as they are; anything
 * else, such as a lost answer, a server error or a success that can't be read, is *unknown* and says so.
 */
export function paidFailure(error: StratifyError): StratifyError {
  if (wasNotSent(error)) return error;
  if (error.status !== undefined && error.status >= 300 && error.status < 500 && error.status !== 408)
    return error;
  const lost = error.code === "network" || error.code === "unavailable";
  return new StratifyError({
    ...error,
    code: lost ? "outcome-unknown" : error.code,
    mayHaveBeenCharged: true,
  });
}
