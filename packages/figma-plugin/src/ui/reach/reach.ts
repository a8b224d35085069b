import type { StratifyError } from "@stratify/core";
import type { KeyVerdict } from "@stratify/core/test-key";

/**
 * Why a request got no answer that this page may read: the service lets no page in (`no-cors`), the plugin's manifest
 * does not name the host (`blocked`), or nothing answers at all (`offline`).
 */
export type Reach = "no-cors" | "blocked" | "offline";

const all: readonly string[] = ["no-cors", "blocked", "offline"] satisfies Reach[];

/** A request without an answer, and why; core keeps its code as the cause's. */
export class ReachError extends Error {
  override readonly name = "ReachError";
  readonly code: Reach;
  constructor(code: Reach, host: string) {
    super(`no answer from ${host} can be read here: ${code}`);
    this.code = code;
  }
}

/** What is known of why a call failed; `undefined` when it was not for want of an answer. */
export function reachOf({ cause }: Pick<StratifyError, "cause">): Reach | undefined {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return undefined;
  return isReach(cause.code) ? cause.code : undefined;
}

function isReach(code: unknown): code is Reach {
  return typeof code === "string" && all.includes(code);
}

/** Whether nothing that is paid for should be tried: no answer could be read, or the key is not accepted. */
export function forbidsPaying(verdict: KeyVerdict): verdict is Exclude<KeyVerdict, { key: "accepted" }> {
  if (verdict.key === "accepted") return false;
  return verdict.key === "refused" || reachOf(verdict.error) !== undefined;
}
