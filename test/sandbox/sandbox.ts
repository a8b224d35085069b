import { createAetherforge } from "./aetherforge.ts";
import { createClaid } from "./claid.ts";
import { createEngineSegmenter } from "./engine-segmenter.ts";
import { FaultPlan, type Operation } from "./faults.ts";
import { createFigur } from "./figur.ts";
import { createFileSite } from "./file-site.ts";
import { FileStore } from "./file-store.ts";
import { createHitpaw } from "./hitpaw.ts";
import { createIds } from "./ids.ts";
import { createInterner } from "./intern.ts";
import { KeyGuard, sandboxKeys } from "./key-guard.ts";
import { createKnobs, type KnobOptions, type Knobs, type Latency } from "./knobs.ts";
import { PaidLedger } from "./paid-ledger.ts";
import { pictureInfo } from "./picture-info.ts";
import { type RunningServer, type Site, type SiteName, startServer } from "./server.ts";
import type { Keep, ServiceContext } from "./service-context.ts";
import { createServiceSite } from "./service-site.ts";
import { tinySegmenter } from "./tiny-segmenter.ts";
import { createUploadSite } from "./upload-site.ts";
import { UploadStore } from "./upload-store.ts";

export interface SandboxOptions {
  /** First of six ports in a row; 0 (default) takes any free ones. */
  readonly port?: number;
  /** Whether browsers of any origin are let in. Default false: none of the services documents CORS. */
  readonly cors?: boolean;
  /** How long a job takes, for all services. Default 30 ms. */
  readonly latency?: Latency;
  /** Knobs to set from the start. */
  readonly knobs?: KnobOptions;
  /** `segment` (default): made of the pictures that were sent. `tiny`: one 4 x 4 picture for everything. */
  readonly results?: "segment" | "tiny";
  readonly keep?: Partial<Keep>;
  /** Makes ids and signatures; the same seed gives the same ids. */
  readonly seed?: string;
}

/** Where a service is and what opens it. */
export interface ServiceInfo {
  /** Without a path and without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** A service whose keys have scopes. */
export interface ScopedServiceInfo extends ServiceInfo {
  /** A good key that may not submit: 403. */
  readonly limitedKey: string;
}

/** One line of the request log. */
export interface RequestRecord {
  readonly site: SiteName;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly operation: Operation | undefined;
  /** Milliseconds, of the clock of `performance.now()`. */
  readonly at: number;
}

/** The four services on localhost. */
export interface Sandbox {
  readonly aetherforge: ServiceInfo;
  readonly claid: ScopedServiceInfo;
  readonly figur: ScopedServiceInfo;
  readonly hitpaw: ServiceInfo;
  /** Origin of result files. */
  readonly filesUrl: string;
  /** Origin of presigned uploads. */
  readonly uploadsUrl: string;
  /** Turned at any time: `sandbox.knobs.figur.jobId = "null"`. */
  readonly knobs: Knobs;
  readonly faults: FaultPlan;
  readonly paid: PaidLedger;
  /** Every time a key came to an origin that it was not made for; a good client leaves this empty. */
  readonly leaks: string[];
  /** The latest requests, oldest first. */
  readonly requests: RequestRecord[];
  /** Hosts a picture and gives an address that Claid and HitPaw can fetch. */
  imageUrl(picture: Uint8Array, name: string): string;
  close(): Promise<void>;
}

/**
 * Starts the four services, a server of result files and one of presigned uploads, each on its own port of
 * 127.0.0.1.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, cors = false, latency = 30, seed = "sandbox" } = options;
  const keep: Keep = { jobs: 10_000, uploads: 10_000, requests: 20_000, downloaded: false, ...options.keep };
  const intern = createInterner(1000);
  const knobs = createKnobs(options.knobs ?? {}, latency);
  const faults = new FaultPlan();
  const guard = new KeyGuard();
  const requests: RequestRecord[] = [];
  const context: ServiceContext = {
    ids: createIds(seed),
    files: new FileStore(seed),
    uploads: new UploadStore(seed, keep.uploads, intern),
    paid: new PaidLedger(),
    segmenter: options.results === "tiny" ? tinySegmenter : createEngineSegmenter(),
    keep,
    intern,
  };
  const { files, ids, paid, segmenter, uploads } = context;

  const definitions = [
    createAetherforge(context, knobs.aetherforge, sandboxKeys.aetherforge),
    createClaid(context, knobs.claid, sandboxKeys.claid, sandboxKeys.claidLimited),
    createFigur(context, knobs.figur, sandboxKeys.figur, sandboxKeys.figurLimited),
    createHitpaw(context, knobs.hitpaw, sandboxKeys.hitpaw),
  ] as const;
  const services = definitions.map((definition) =>
    createServiceSite(definition, (call) => guard.watch(definition.service, call)),
  );
  const sites: readonly Site[] = [
    ...services,
    createFileSite(files, (call) => guard.refuse("files", call)),
    createUploadSite(uploads, (call) => guard.refuse("uploads", call)),
  ];

  const start = (site: Site, index: number): Promise<RunningServer> =>
    startServer(site, {
      port: port === 0 ? 0 : port + index,
      cors,
      takeFault: (service, operation) => faults.take(service, operation),
      onRequest(method, path, operation) {
        requests.push({ site: site.name, method, path, operation, at: performance.now() });
        if (requests.length > keep.requests) requests.splice(0, requests.length - keep.requests);
      },
    });
  const servers: RunningServer[] = [];
  const closeServers = () => Promise.all(servers.map((server) => server.close()));
  try {
    for (const [index, site] of sites.entries()) servers.push(await start(site, index));
  } catch (error) {
    await closeServers();
    throw error;
  }
  const [aetherforge = "", claid = "", figur = "", hitpaw = "", filesUrl = "", uploadsUrl = ""] = servers.map(
    (server) => server.origin,
  );
  files.serveFrom(filesUrl);
  uploads.serveFrom(uploadsUrl);

  return {
    aetherforge: { baseUrl: aetherforge, apiKey: sandboxKeys.aetherforge },
    claid: { baseUrl: claid, apiKey: sandboxKeys.claid, limitedKey: sandboxKeys.claidLimited },
    figur: { baseUrl: figur, apiKey: sandboxKeys.figur, limitedKey: sandboxKeys.figurLimited },
    hitpaw: { baseUrl: hitpaw, apiKey: sandboxKeys.hitpaw },
    filesUrl,
    uploadsUrl,
    knobs,
    faults,
    paid,
    leaks: guard.leaks,
    requests,
    imageUrl(picture, name) {
      const contentType = `image/${pictureInfo(picture)?.format ?? "png"}`;
      return files.url(
        files.add(ids.uuid(), { service: "source", name, bytes: intern(picture), contentType }),
        undefined,
      );
    },
    async close() {
      await closeServers();
      await segmenter.close();
    },
  };
}
