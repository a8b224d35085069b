import type { KeyVerdict } from "@stratify/core/test-key";
import { reachOf } from "./reach.ts";

/** Whether nothing that is paid for should be tried: no answer could be read, or the key is not accepted. */
export function forbidsPaying(verdict: KeyVerdict): verdict is Exclude<KeyVerdict, { key: "accepted" }> {
  if (verdict.key === "accepted") return false;
  return verdict.key === "refused" || reachOf(verdict.error) !== undefined;
}
