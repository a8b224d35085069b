import { type Client, createClient, imageFromBytes, type MakeUpright, type Provider } from "@stratify/core";
import { type Environment, readEnvironment } from "@stratify/core/service-environment";
import { type Service, services } from "@stratify/core/services";
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

/** The engine, and the services as they are asked for: real ones, or all of them imitated on this machine. */
export function openServices(options: DemoOptions, env: Environment): Promise<Services> {
  return options.live ? openLive(liveProviders(options, env)) : openImitated();
}

async function openLive(providers: readonly Provider[]): Promise<Services> {
  const accepted = new Map<string, number>();
  const { engine, maker } = openEngine();
  const client = createClient<string>({
    providers: [localProvider(engine), ...providers],
    upright: uprightBy(maker),
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

async function openImitated(): Promise<Services> {
  const sandbox = await startSandbox({ latency: 1500 });
  const { engine, maker } = openEngine();
  return {
    client: createClient<string>({
      providers: [localProvider(engine), ...sandboxProviders(sandbox)],
      upright: uprightBy(maker),
    }),
    maker,
    paid: (id) => sandbox.paid.entries.filter(({ service }) => service === id).length,
    close: async () => {
      await Promise.all([engine.close(), maker.close(), sandbox.close()]);
    },
  };
}

/** Services may ignore the orientation tag, so images go to them as they are shown. */
function uprightBy(maker: LayerMaker): MakeUpright {
  return async ({ bytes, name }) => imageFromBytes(await maker.upright(bytes), name);
}

function openEngine() {
  return { engine: createEngine(), maker: createLayerMaker({ createWorker: nodeWorker }) };
}

/**
 * The services that the environment sets up.
 *
 * @throws {UsageError} when the one service asked for is not set up, or one is in part or wrongly
 */
function liveProviders({ provider }: DemoOptions, env: Environment): readonly Provider[] {
  const wanted = services.filter(({ id }) => provider === "all" || provider === id);
  return wanted.flatMap((service) => {
    const { values, set, missing } = readEnvironment(service, env);
    if (missing.length === 0) return [created(service, values)];
    if (set.length === 0 && provider === "all") return [];
    throw new UsageError(`--live needs ${missing.join(" and ")} in the environment for ${service.name}.`);
  });
}

function created(service: Service, values: Parameters<Service["create"]>[0]): Provider {
  try {
    return service.create(values);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}
