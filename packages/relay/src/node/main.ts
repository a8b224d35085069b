import { systemClock } from "@stratify/core";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, localProvider } from "@stratify/local-engine";
import { createRelay } from "../create-relay.ts";
import { memorySubmits } from "../submits/memory-submits.ts";
import { engineProvider } from "./engine-provider.ts";
import { firstStart } from "./first-start.ts";
import { listen } from "./listen.ts";
import { nodeFetch } from "./node-fetch.ts";
import { serviceProviders } from "./service-providers.ts";
import { readSettings, type Settings } from "./settings.ts";

const help = `Starts a relay: it holds the services' keys, and hosts reach the services through it.

Usage: npx pnpm@12 relay

Everything is set in the environment, see packages/relay/README.md:
  AETHERFORGE_API_KEY, CLAID_API_KEY, FIGUR_API_KEY with FIGUR_OUTPUT_PRESET, HITPAW_API_KEY
  RELAY_PORT (4020), RELAY_HOST (127.0.0.1,::1), RELAY_TOKENS, RELAY_SECRETS, RELAY_TASKS,
  RELAY_REQUESTS_PER_MINUTE, RELAY_COST_PER_DAY, RELAY_ENGINE (1), RELAY_ONLY_INSTANCE (1)`;

if (process.argv.includes("--help")) console.log(help);
else {
  try {
    await run(readSettings(process.env));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}

async function run(settings: Settings): Promise<void> {
  const needsMade = settings.tokens.length === 0 || settings.secrets.length === 0;
  const made = needsMade ? await firstStart(settings.stateFile) : undefined;
  const { tasks, requestsPerMinute, costPerDay } = settings;
  const limits = { ...(tasks && { tasks }), ...(requestsPerMinute && { requestsPerMinute }), costPerDay };
  const tokens = settings.tokens.length > 0 ? settings.tokens : [{ name: "first", token: made?.token ?? "" }];
  const engine = settings.engine ? createEngine() : undefined;
  if (engine) useNodeCodecs();
  const services = serviceProviders(process.env);
  const providers = [...services, ...(engine ? [engineProvider(localProvider(engine))] : [])];
  if (providers.length === 0)
    throw new TypeError("There is nothing to offer: set a service's key, or RELAY_ENGINE=1.");

  const relay = createRelay({
    providers,
    tokens: tokens.map((token) => ({ ...token, ...limits })),
    secrets: settings.secrets.length > 0 ? settings.secrets : [made?.secret ?? ""],
    submits: memorySubmits({ onlyInstance: settings.onlyInstance, clock: systemClock }),
    allowPrivateAddresses: settings.allowPrivateAddresses,
    fetch: nodeFetch(settings),
    log: (entry) => console.log(JSON.stringify(entry)),
  });
  const { origins, close } = await listen(relay, settings.port, settings.hosts);

  console.log(`Relay: ${origins.join(" and ")}`);
  console.log(`Offers: ${providers.map(({ name }) => name).join(", ")}`);
  if (settings.tokens.length === 0) {
    console.log(
      made?.isNew ? `Access token, told this once: ${made.token}` : `Access token: in ${settings.stateFile}`,
    );
  }
  if (settings.allowPrivateAddresses) {
    console.log("Private addresses and plain http are allowed: let nobody else reach this relay.");
  }
  const stop = async () => {
    await close();
    await engine?.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
