import type * as z from "zod/mini";
import type { CallContext } from "../contract/call-context.ts";
import type { Api } from "./api.ts";
import { type ApiCall, callApi } from "./call-api.ts";

/** A request to a service's API whose response is JSON. */
export type JsonCall = Omit<ApiCall<never>, "expected">;

/**
 * Sends one request to a service's API and reads the JSON of its response.
 *
 * @throws {StratifyError} as {@link callApi} does
 */
export async function callJson<T>(
  api: Api,
  call: JsonCall,
  schema: z.ZodMiniType<T>,
  context: CallContext,
): Promise<T> {
  return (await callApi(api, { ...call, expected: { json: schema } }, context)).body;
}
