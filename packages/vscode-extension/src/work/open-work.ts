import { JournalStore } from "@stratify/app/journal/journal-store";
import type { KeptResults } from "@stratify/app/journal/kept-results";
import type { JournalRecord } from "@stratify/app/journal/record";
import type { JournalStorage } from "@stratify/app/journal/storage";
import type { Order } from "@stratify/app/run/image-run";
import {
  type CatalogueBackground,
  imageFromBytes,
  memoryHistory,
  type ProviderInfo,
  type SavedHistory,
} from "@stratify/core";
import { type KeyVerdict, testKey } from "@stratify/core/test-key";
import { createLayerMaker, type WorkerParts } from "@stratify/imaging";
import { createEngine, localProvider } from "@stratify/local-engine";
import { isRelayed } from "../providers/provider-names.ts";
import { type KeyHolder, localId } from "../service-contributions.ts";
import { type ImageWork, openImageWork } from "./image-work.ts";
import { noRelay, openClients } from "./open-clients.ts";
import {
  describedServices,
  findService,
  infoOf,
  type ProviderSetup,
  serviceOf,
  valuesOf,
} from "./provider-setup.ts";
import { testToken } from "./test-token.ts";

/** What the work is done with. */
export interface WorkParts {
  readonly pixels: WorkerParts;
  /** What earlier sessions learned. */
  readonly durations: unknown;
  /** Called with all durations when another was learned. */
  readonly onDurations: (durations: SavedHistory) => void;
  /** Keeps results that come with the response to a submit. */
  readonly results: KeptResults;
  readonly storage: JournalStorage;
  /** Unique to this run of the extension host. */
  readonly session: string;
  /** Names what is open in this window; absent for an empty one. */
  readonly workspace: string | undefined;
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
  readonly journal: JournalStore;
  /**
   * Opens the work on an image.
   *
   * @param setup reads what is set, anew for every round: a key may be set between two
   */
  open(order: Order, image: JournalRecord["image"], setup: () => Promise<ProviderSetup>): ImageWork;
  /** Opens the work on what an earlier session has left of an image. Nothing of it is paid for again. */
  takeUp(record: JournalRecord, setup: () => Promise<ProviderSetup>): Promise<ImageWork>;
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
export function openWork(parts: WorkParts): Work {
  const { pixels, durations, onDurations, results, storage, session, workspace } = parts;
  const engine = createEngine(pixels);
  const local = localProvider(engine);
  const maker = createLayerMaker(pixels);
  const clients = openClients(local, {
    history: memoryHistory(durations, onDurations),
    results,
    upright: async ({ bytes, name }) => imageFromBytes(await maker.upright(bytes), name),
  });
  const journal = new JournalStore(storage, {
    session,
    onSettled: (handles) => results.drop(handles),
  });

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
    journal,
    open(order, image, setup) {
      const { id } = order.provider;
      return openImageWork(order, {
        client: async () => clients.for(id, await setup()),
        maker,
        journal: id === localId ? undefined : journal.begin({ ...order, workspace, image }),
      });
    },
    async takeUp(record, setup) {
      const { operation, provider, entries } = record;
      const client = async () => clients.for(provider.id, await setup());
      const own = await journal.takeOver(record);
      return openImageWork({ operation, provider }, { client, maker, journal: own }, entries);
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
      await Promise.all([engine.close(), maker.close(), journal.endLease().catch(() => {})]);
    },
  };
}
