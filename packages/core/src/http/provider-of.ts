import type { CallContext } from "../contract/call-context.ts";
import type { Capabilities } from "../contract/capabilities.ts";
import type { Api } from "./api.ts";
import { sendingFor } from "./sending.ts";

/**
 * What every service's provider has: its names, its capabilities at the API's own address, and how its paid requests
 * are sent.
 */
export function providerOf<Id extends string>(api: Api<Id>, capabilities: Capabilities) {
  return {
    id: api.id,
    name: api.name,
    capabilities: { ...capabilities, host: new URL(api.baseUrl).host },
    sending: async (context: CallContext) =>
      (await sendingFor(api, context)) === "resend-risk" ? ("resend-risk" as const) : ("safe" as const),
  };
}
