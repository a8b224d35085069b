import {
  type CatalogueBackground,
  type Client,
  imageFromBytes,
  memoryHistory,
  type ProviderInfo,
  type ResultStore,
  type SavedHistory,
} from "@stratify/core";
import { type KeyVerdict, testKey } from "@stratify/core/test-key";
import { createLayerMaker, type WorkerParts } from "@stratify/imaging";
import { createEngine, localProvider } from "@stratify/local-engine";
import { isRelayed } from "../providers/provider-names.ts";
import { type KeyHolder, localId } from "../service-contributions.ts";
import { deliver } from "./deliver.ts";
import { noRelay, openClients } from "./open-clients.ts";
import type { PictureOptions, PictureResult, PictureWork } from "./picture-work.ts";
import {
  describedServices,
  findService,
  infoOf,
  type ProviderSetup,
  serviceOf,
  valuesOf,
} from "./provider-setup.ts";
import { resumePicture } from "./resume-picture.ts";
import { runPicture } from "./run-picture.ts";
import { testToken } from "./test-token.ts";

/** What the work is done with. */
export interface WorkParts {
  readonly pixels: WorkerParts;
  /** What earlier sessions learned. */
  readonly durations: unknown;
  /** Called with all durations when another was learned. */
  readonly onDurations: (durations: SavedHistory) => void;
  /** Keeps results that come with the response to a submit. */
  readonly results: ResultStore;
}

/** How long a list waits for what the relay offers, in milliseconds: the others are there at once. */
const relayPatience = 4_000;

/** The providers there are. */
export interface Described {
  readonly providers: readonly ProviderInfo[];
  /** Why the relay can't be asked, in a sentence. */
  readonly relayProblem?: string;
}

/** Everything heavy behind the commands: clients, engine, layers. */
export interface Work {
  /** What every provider can do, with a key or without; those behind the relay, if there is one, come last. */
  describe(setup: ProviderSetup): Promise<Described>;
  /**
   * What one provider can do.
   *
   * @throws when it is behind a relay that can't be asked, or one of its options has a value that it can't have
   */
  find(id: string, setup: ProviderSetup): Promise<ProviderInfo | undefined>;
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
  /** Whether a paid request to a provider can be sent safely from here, or a browser may repeat it by itself. */
  sending(provider: string, setup: ProviderSetup): Promise<"safe" | "resend-risk">;
  /** Rejects when it is the relay's that is asked for, and no relay is set up. */
  testKey(holder: KeyHolder, setup: ProviderSetup, signal: AbortSignal): Promise<KeyVerdict>;
  /** Polls every waiting job now. */
  wake(): void;
  close(): Promise<void>;
}

/** Nothing is started before it is needed. */
export function openWork({ pixels, durations, onDurations, results }: WorkParts): Work {
  const engine = createEngine(pixels);
  const local = localProvider(engine);
  const maker = createLayerMaker(pixels);
  const clients = openClients(local, {
    history: memoryHistory(durations, onDurations),
    results,
    upright: async ({ bytes, name }) => imageFromBytes(await maker.upright(bytes), name),
  });
  const about = (client: Client, id: string) => {
    const name = client.providers.find((provider) => provider.id === id)?.name ?? id;
    return { id, name };
  };

  return {
    async describe(setup) {
      const own = [infoOf(local), ...describedServices(setup)];
      if (!setup.relay) return { providers: own };
      const limit = AbortSignal.timeout(relayPatience);
      try {
        const { providers } = await clients.relay(setup, limit);
        return { providers: [...own, ...providers] };
      } catch (error) {
        const silent = `Relay: ${setup.relay.address} does not answer.`;
        const relayProblem = limit.aborted || !(error instanceof Error) ? silent : error.message;
        return { providers: own, relayProblem };
      }
    },
    async find(id, setup) {
      if (id === localId) return infoOf(local);
      if (!isRelayed(id)) return findService(id, setup);
      const { providers } = await clients.relay(setup);
      return providers.find((provider) => provider.id === id);
    },
    async run(work, setup, options) {
      const client = await clients.for(work.provider, setup);
      const result = await runPicture(client, work, options);
      options.signal.throwIfAborted();
      return deliver(maker, work, about(client, work.provider), result, options);
    },
    async resume(work, setup, options) {
      const client = await clients.for(work.provider, setup);
      const result = await resumePicture(client, options);
      options.signal.throwIfAborted();
      return deliver(maker, work, about(client, work.provider), result, options);
    },
    async cancel(setup, { journal }) {
      for (const handle of journal.open().handles) {
        try {
          const client = await clients.for(handle.provider, setup);
          const provider = client.providers.find(({ id }) => id === handle.provider);
          if (!provider?.capabilities.cancel || provider.id === localId) continue;
          await client.cancel(handle);
          await journal.write({ type: "ended", handle, outcome: "canceled" });
        } catch {
          // It goes on at the service, and stays in the journal to be resumed.
        }
      }
    },
    backgrounds: async (provider, setup, signal) =>
      (await clients.for(provider, setup)).backgrounds(provider, { signal }),
    sending: async (provider, setup) => (await clients.for(provider, setup)).sending(provider),
    async testKey(holder, setup, signal) {
      const service = serviceOf(holder);
      if (service) return testKey(service, valuesOf(service, setup), { signal });
      if (!setup.relay) throw noRelay();
      return testToken(setup.relay, signal);
    },
    wake: clients.wake,
    async close() {
      await Promise.all([engine.close(), maker.close()]);
    },
  };
}
