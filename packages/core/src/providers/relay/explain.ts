import { type ErrorCode, errorTable } from "../../errors/error-code.ts";
import type { Explanation } from "../../http/api.ts";
import { errorResponse } from "./wire.ts";

/** Reads the relay's errors, which are core's own. One that only a newer version knows is told by its status. */
export function explain(body: unknown): Explanation {
  const { code, detail, providerCode, requestId } = errorResponse.safeParse(body).data?.error ?? {};
  return {
    code: code !== undefined && isErrorCode(code) ? code : undefined,
    detail: detail ?? undefined,
    providerCode: providerCode ?? undefined,
    requestId: requestId ?? undefined,
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
