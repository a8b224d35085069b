import type { Environment } from "@stratify/core/service-environment";
import { relayFromSettings } from "../environment/relay-from-settings.ts";
import { serviceProviders } from "../environment/service-providers.ts";
import { readSettings } from "../environment/settings.ts";
import type { Relay, RequestContext } from "../relay-options.ts";

let relay: Relay | undefined;

/**
 * The relay on Cloudflare Workers, from the same variables as on Node: `RELAY_TOKENS` and `RELAY_SECRETS` must be
 * among its secrets. Many instances answer there, so no repeated submit is promised to be paid once.
 */
export default {
  fetch(request: Request, env: Environment, context: RequestContext): Promise<Response> {
    relay ??= relayFromSettings({ ...readSettings(env), onlyInstance: false }, serviceProviders(env));
    return relay.fetch(request, context);
  },
};
