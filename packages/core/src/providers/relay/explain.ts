import type { Explanation } from "../../http/api.ts";
import { knownCode } from "../../http/known-code.ts";
import { errorResponse } from "./wire.ts";

/** Reads the relay's errors, which are core's own. One that only a newer version knows is told by its status. */
export function explain(body: unknown): Explanation {
  const { code, detail, providerCode, requestId } = errorResponse.safeParse(body).data?.error ?? {};
  return { code: knownCode(code), detail, providerCode, requestId };
}
