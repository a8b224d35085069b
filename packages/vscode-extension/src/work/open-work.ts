import {
  type CatalogueBackground,
  type Client,
  createClient,
  memoryHistory,
  type ProviderInfo,
} from "@stratify/core";
import { createLayerMaker, type WorkerParts } from "@stratify/imaging";
import { createEngine, localProvider } from "@stratify/local-engine";
import { localId, type ServiceId } from "../contributions.ts";
import { deliver } from "./deliver.ts";
import type { PictureOptions, PictureResult, PictureWork } from "./picture-work.ts";
import { describedProviders, type ProviderSetup, usableProviders } from "./provider-setup.ts";
import { resumePicture } from "./resume-picture.ts";
import { runPicture } from "./run-picture.ts";
import { type KeyVerdict, testKey } from "./test-key.ts";

/** Durations learned, by provider and task. */
export type Durations = Readonly<Record<string, readonly number[]>>;

/** What the work is done with. */
export interface WorkParts {
  readonly pixels: WorkerParts;
  /** What earlier sessions learned. */
  readonly durations: Durations;
  /** Called with all durations when another was learned. */
  readonly onDurations: (durations: Durations) => void;
}

/** Everything heavy behind the commands: clients, engine, layers. */
export interface Work {
  /** What every provider can do, with a key or without. */
  describe(setup: ProviderSetup): readonly ProviderInfo[];
  /** Runs jobs over a picture and hands over the files. Rejects when there is nothing to write. */
  run(work: PictureWork, setup: ProviderSetup, options: PictureOptions): Promise<PictureResult>;
  /** Takes up the jobs in the journal and hands over the files. Costs nothing. */
  resume(work: PictureWork, setup: ProviderSetup, options: PictureOptions): Promise<PictureResult>;
  /** Asks the provider to give up whatever of a journal's jobs it can; says how many it may not have. */
  cancel(setup: ProviderSetup, options: Pick<PictureOptions, "journal">): Promise<void>;
  backgrounds(
    provider: string,
    setup: ProviderSetup,
    signal: AbortSignal,
  ): Promise<readonly CatalogueBackground[]>;
  testKey(service: ServiceId, setup: ProviderSetup, signal: AbortSignal): Promise<KeyVerdict>;
  /** Polls every waiting job now. */
  wake(): void;
  close(): Promise<void>;
}

/** Nothing is started before it is needed. */
export function openWork({ pixels, durations, onDurations }: WorkParts): Work {
  const engine = createEngine(pixels);
  const local = localProvider(engine);
  const maker = createLayerMaker(pixels);
  const known: Record<string, readonly number[]> = { ...durations };
  const memory = memoryHistory(durations);
  const history = {
    durations: memory.durations,
    add: (key: string, seconds: number) => {
      memory.add(key, seconds);
      known[key] = memory.durations(key);
      onDurations(known);
    },
  };

  // One client for all runs under the same settings: it holds the services' limits over all of them.
  const clients = new Map<string, Client>();
  const clientFor = (setup: ProviderSetup): Client => {
    const key = JSON.stringify(setup);
    const client =
      clients.get(key) ?? createClient({ providers: [local, ...usableProviders(setup)], history });
    clients.set(key, client);
    return client;
  };
  const about = (setup: ProviderSetup, id: string) => {
    const name = clientFor(setup).providers.find((provider) => provider.id === id)?.name ?? id;
    return { id, name };
  };

  return {
    describe: (setup) => [local, ...describedProviders(setup)],
    async run(work, setup, options) {
      const result = await runPicture(clientFor(setup), work, options);
      options.signal.throwIfAborted();
      return deliver(maker, work, about(setup, work.provider), result, options);
    },
    async resume(work, setup, options) {
      const result = await resumePicture(clientFor(setup), options);
      options.signal.throwIfAborted();
      return deliver(maker, work, about(setup, work.provider), result, options);
    },
    async cancel(setup, { journal }) {
      const client = clientFor(setup);
      for (const handle of journal.open().handles) {
        const provider = client.providers.find(({ id }) => id === handle.provider);
        if (!provider?.capabilities.cancel || provider.id === localId) continue;
        try {
          await client.cancel(handle);
          await journal.write({ type: "ended", handle, outcome: "canceled" });
        } catch {
          // It goes on at the service, and stays in the journal to be resumed.
        }
      }
    },
    backgrounds: (provider, setup, signal) => clientFor(setup).backgrounds(provider, { signal }),
    testKey: (service, setup, signal) => testKey(clientFor(setup), service, signal),
    wake: () => {
      for (const client of clients.values()) client.wake();
    },
    async close() {
      await Promise.all([engine.close(), maker.close()]);
    },
  };
}
