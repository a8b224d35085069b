import type * as z from "zod/mini";
import type { CallContext } from "../contract/call-context.ts";
import type { Api } from "./api.ts";
import { callApi } from "./call-api.ts";

/**
 * Reads JSON from a service's API by GET.
 *
 * @param kind `safe` to repeat it after passing failures, `poll` where the next poll comes anyway
 * @param path below the base URL
 */
export async function getJson<T>(
  api: Api,
  kind: "safe" | "poll",
  path: string,
  schema: z.ZodMiniType<T>,
  context: CallContext,
): Promise<T> {
  const call = { kind, method: "GET", path, expected: { json: schema } } as const;
  return (await callApi(api, call, context)).body;
}
