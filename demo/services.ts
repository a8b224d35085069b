import { aetherforge, type Client, claid, createClient, figur, hitpaw, type Provider } from "@stratify/core";
import { createLayerMaker, type LayerMaker } from "@stratify/imaging";
import { createEngine, localProvider, nodeWorker } from "@stratify/local-engine";
import { startSandbox } from "@stratify/test/sandbox";
import { sandboxProviders } from "@stratify/test/sandbox/providers";
import { type DemoOptions, UsageError } from "./options.ts";

/** The providers of one run of the demo, real or imitated. */
export interface Services {
  readonly client: Client;
  readonly maker: LayerMaker;
  /** Accepted paid submits at a provider so far. */
  readonly paid: (provider: string) => number;
  readonly close: () => Promise<void>;
}

/** The engine, and the four services as they are asked for: real ones with keys, or imitations on this machine. */
export async function openServices(options: DemoOptions, env: NodeJS.ProcessEnv): Promise<Services> {
  const engine = createEngine();
  const maker = createLayerMaker({ createWorker: nodeWorker });
  const local = localProvider(engine);
  if (options.live) {
    const providers = liveProviders(options, env);
    const accepted = new Map<string, number>();
    const client = createClient({
      providers: [local, ...providers],
      journal: {
        write: (entry) => {
          if (entry.type !== "handle") return;
          accepted.set(entry.handle.provider, (accepted.get(entry.handle.provider) ?? 0) + 1);
        },
      },
    });
    return {
      client,
      maker,
      paid: (id) => accepted.get(id) ?? 0,
      close: async () => {
        await Promise.all([engine.close(), maker.close()]);
      },
    };
  }

  const sandbox = await startSandbox({ latency: 1500 });
  const client = createClient({
    providers: [local, ...sandboxProviders(sandbox)],
  });
  return {
    client,
    maker,
    paid: (id) => sandbox.paid.entries.filter(({ service }) => service === id).length,
    close: async () => {
      await Promise.all([engine.close(), maker.close(), sandbox.close()]);
    },
  };
}

/** @throws {UsageError} when the one service asked for has no key */
function liveProviders({ provider }: DemoOptions, env: NodeJS.ProcessEnv): readonly Provider[] {
  const withKey = <T>(name: string, create: (apiKey: string) => T): T[] => {
    const key = env[name];
    return key ? [create(key)] : [];
  };
  const outputPreset = env.FIGUR_OUTPUT_PRESET;
  const providers = [
    ...withKey("AETHERFORGE_API_KEY", (apiKey) => aetherforge({ apiKey })),
    ...withKey("CLAID_API_KEY", (apiKey) => claid({ apiKey })),
    ...(outputPreset ? withKey("FIGUR_API_KEY", (apiKey) => figur({ apiKey, outputPreset })) : []),
    ...withKey("HITPAW_API_KEY", (apiKey) => hitpaw({ apiKey })),
  ];
  if (provider !== "all" && provider !== "local" && !providers.some(({ id }) => id === provider)) {
    const more = provider === "figur" ? " and FIGUR_OUTPUT_PRESET" : "";
    throw new UsageError(`--live needs ${provider.toUpperCase()}_API_KEY${more} in the environment.`);
  }
  return providers;
}
