import { StratifyError } from "../errors/stratify-error.ts";
import { type Api, withoutKey } from "./api.ts";

/**
 * The error of a request that got no response. Its words are the innermost ones, since `fetch failed` says nothing, and
 * the key is struck out of them: a host's own `fetch` may print what it was about to send.
 */
export function networkError(api: Api, thrown: unknown): StratifyError {
  const inner = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (!(inner instanceof Error)) return new StratifyError({ code: "network" });
  // A host may throw an error whose message is no text.
  const message = typeof inner.message === "string" ? withoutKey(api, inner.message) : undefined;
  const cause = { name: inner.name, message, code: Reflect.get(inner, "code") };
  return new StratifyError({ code: "network", detail: message, cause });
}
