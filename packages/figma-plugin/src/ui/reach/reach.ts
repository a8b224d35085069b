import type { StratifyError } from "@stratify/core";

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
