import { neededVariables } from "@stratify/core/service-environment";
import { serviceFacts as services } from "@stratify/core/service-facts";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, localProvider } from "@stratify/local-engine";
import { relayFromSettings } from "../environment/relay-from-settings.ts";
import { serviceProviders } from "../environment/service-providers.ts";
import { readSettings, type Settings } from "../environment/settings.ts";
import { engineProvider } from "./engine-provider.ts";
import { firstStart, stateFile } from "./first-start.ts";
import { listen } from "./listen.ts";
import { nodeFetch } from "./node-fetch.ts";

const help = `Starts a relay: it holds the services' keys, and hosts reach the services through it.

Usage: npx --yes pnpm@12 relay

Everything is set in the environment, see packages/relay/README.md:
${services.map((service) => `  ${neededVariables(service).join(" with ")} (${service.name})`).join("\n")}
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

async function run(given: Settings): Promise<void> {
  const file = stateFile(process.env);
  const [needsToken, needsSecret] = [given.tokens.length === 0, given.secrets.length === 0];
  const made = needsToken || needsSecret ? await firstStart(file) : undefined;
  const settings: Settings = {
    ...given,
    ...(made && needsToken && { tokens: [{ name: "first", token: made.token }] }),
    ...(made && needsSecret && { secrets: [made.secret] }),
  };
  const engine = settings.engine ? createEngine() : undefined;
  if (engine) useNodeCodecs();
  const services = serviceProviders(process.env);
  const providers = [...services, ...(engine ? [engineProvider(localProvider(engine))] : [])];
  const relay = relayFromSettings(settings, providers, nodeFetch(settings));
  const { origins, close } = await listen(relay, settings.port, settings.hosts);

  console.log(`Relay: ${origins.join(" and ")}`);
  console.log(`Offers: ${providers.map(({ name }) => name).join(", ")}`);
  if (made && needsToken) {
    console.log(made.isNew ? `Access token, told this once: ${made.token}` : `Access token: in ${file}`);
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
