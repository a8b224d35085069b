import { refusal } from "../errors/refusal.ts";

/** A key of the client's own, and before it, with a point between, the epoch of the relay that it was made for. */
export const submitKeyPattern = /^(?:([A-Za-z0-9_-]{8,64})\.)?[A-Za-z0-9_-]{16,128}$/;

/**
 * The key of a submit.
 *
 * @param header value of `Idempotency-Key`
 * @param epoch of the store that remembers submits, where it has one
 * @throws {StratifyError} under 400 when it is no key, and 409 when it was made for a store that has forgotten it
 */
export function submitKey(header: string | undefined, epoch: string | undefined): string {
  const [key, own] = submitKeyPattern.exec(header ?? "") ?? [];
  if (key === undefined) {
    const detail = "a submit carries an Idempotency-Key of 16 to 128 letters, digits, - and _";
    throw refusal(400, "invalid-request", detail);
  }
  if (own === undefined || own === epoch) return key;
  const detail = "the relay was started anew and has forgotten earlier submits; list its providers again";
  throw refusal(409, "refused", detail);
}
