import process from "node:process";
import { relayFromSettings } from "../environment/relay-from-settings.ts";
import { serviceProviders } from "../environment/service-providers.ts";
import { readSettings } from "../environment/settings.ts";
import { resolvingFetch } from "./resolving-fetch.ts";

const settings = readSettings(process.env);
const { fetch } = relayFromSettings(
  settings,
  serviceProviders(process.env),
  settings.allowPrivateAddresses ? undefined : resolvingFetch,
);

/** The relay on Deno and Bun, which serve what a module gives by default. */
export default {
  port: settings.port,
  hostname: settings.hosts[0],
  /** Seconds. Some services answer a submit only when the work is done, and Bun would hang up long before. */
  idleTimeout: 240,
  fetch: (request: Request) => fetch(request),
};
