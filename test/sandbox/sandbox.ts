import type { Hearing } from "../support/tls-server.ts";
import { engineSegmenter } from "./engine-segmenter.ts";
import { FaultPlan, type Operation } from "./faults.ts";
import { createFileSite } from "./file-site.ts";
import { FileStore } from "./file-store.ts";
import { createIds } from "./ids.ts";
import { createInterner } from "./intern.ts";
import { KeyGuard } from "./key-guard.ts";
import { type CommonKnobs, commonKnobs, type KnobOptions, type Latency } from "./knobs.ts";
import { PaidLedger } from "./paid-ledger.ts";
import { pictureInfo } from "./picture-info.ts";
import { sandboxServiceOf, sandboxServices } from "./registry.ts";
import { type RunningServer, type Site, startServer } from "./server.ts";
import type { SandboxService } from "./service.ts";
import type { Keep, ServiceContext } from "./service-context.ts";
import { createServiceSite } from "./service-site.ts";
import type { ServiceSite, ServiceSites } from "./sites.ts";
import { tinySegmenter } from "./tiny-segmenter.ts";
import { createUploadSite } from "./upload-site.ts";
import { UploadStore } from "./upload-store.ts";

export interface SandboxOptions {
  /** First of the ports in a row, one for every service and two more; 0 (default) takes any free ones. */
  readonly port?: number;
  /** Whether browsers of any origin are let in. Default false: none of the services documents CORS. */
  readonly cors?: boolean;
  /** Whether all is served by HTTP/2 over TLS, under a certificate that nobody signed. Default false. */
  readonly http2?: boolean;
  /** How long a job takes, for all services. Default 30 ms. */
  readonly latency?: Latency;
  /** Knobs to set from the start: `services/<id>/index.ts` makes them with `knobs()`. */
  readonly knobs?: KnobOptions;
  /** `segment` (default): made of the images that were sent. `tiny`: one 4 x 4 image for everything. */
  readonly results?: "segment" | "tiny";
  readonly keep?: Partial<Keep>;
  /** Makes ids and signatures; the same seed gives the same ids. */
  readonly seed?: string;
}

/** One line of the request log. */
export interface RequestRecord {
  /** A service's id, `files` or `uploads`. */
  readonly site: string;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly operation: Operation | undefined;
  /** Milliseconds, of the clock of `performance.now()`. */
  readonly at: number;
}

/** The services on localhost. */
export interface Sandbox extends ServiceSites {
  /** Origin of result files. */
  readonly filesUrl: string;
  /** Origin of presigned uploads. */
  readonly uploadsUrl: string;
  /** Turned at any time. A service's own ones are had from its `knobsOf(sandbox)`. */
  readonly knobs: Readonly<Record<string, CommonKnobs>>;
  readonly faults: FaultPlan;
  readonly paid: PaidLedger;
  /** Every time a key came to an origin that it was not made for; a good client leaves this empty. */
  readonly leaks: string[];
  /** The latest requests, oldest first. */
  readonly requests: RequestRecord[];
  /** Which connection each request for a path of a service came over; kept with HTTP/2 only. */
  heard(service: string, path: string): readonly Hearing[];
  /** Hosts an image and gives an address that the services can fetch. */
  imageUrl(picture: Uint8Array, name: string): string;
  close(): Promise<void>;
}

/**
 * Starts every service of the registry, a server of result files and one of presigned uploads, each on its own port of
 * 127.0.0.1.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    cors = false,
    http2 = false,
    latency = 30,
    seed = "sandbox",
    knobs: given = {},
  } = options;
  const keep: Keep = { jobs: 10_000, uploads: 10_000, requests: 20_000, downloaded: false, ...options.keep };
  const ids = sandboxServices.map(({ id }) => id);
  for (const id of Object.keys(given)) sandboxServiceOf(id);
  const intern = createInterner(1000);
  const faults = new FaultPlan(ids);
  const guard = new KeyGuard(sandboxServices);
  const requests: RequestRecord[] = [];
  const context: ServiceContext = {
    ids: createIds(seed),
    files: new FileStore(seed),
    uploads: new UploadStore(seed, keep.uploads, intern),
    paid: new PaidLedger(ids),
    segmenter: options.results === "tiny" ? tinySegmenter : engineSegmenter(),
    keep,
    intern,
  };
  const { files, uploads, paid } = context;

  const opened = sandboxServices.map((service) => ({
    service,
    ...service.open(context, commonKnobs(latency), given[service.id] ?? {}),
  }));
  const sites: readonly Site[] = [
    ...opened.map(({ service, knobs, answers }) =>
      createServiceSite(service, knobs, answers, (call) => guard.watch(service.id, call)),
    ),
    createFileSite(files, ids, (call) => guard.refuse("files", call)),
    createUploadSite(uploads, (call) => guard.refuse("uploads", call)),
  ];

  const start = (site: Site, index: number): Promise<RunningServer> =>
    startServer(site, {
      port: port === 0 ? 0 : port + index,
      cors,
      http2,
      takeFault: (service, operation) => faults.take(service, operation),
      onRequest(method, path, operation) {
        requests.push({ site: site.name, method, path, operation, at: performance.now() });
        if (requests.length > keep.requests) requests.splice(0, requests.length - keep.requests);
      },
    });
  const servers = new Map<string, RunningServer>();
  const closeServers = () => Promise.all(Array.from(servers.values(), (server) => server.close()));
  const originOf = (name: string) => servers.get(name)?.origin ?? "";
  try {
    for (const [index, site] of sites.entries()) servers.set(site.name, await start(site, index));
  } catch (error) {
    await closeServers();
    throw error;
  }
  files.serveFrom(originOf("files"));
  uploads.serveFrom(originOf("uploads"));

  return {
    services: Object.fromEntries(
      sandboxServices.map((service) => [service.id, describe(service, originOf(service.id))]),
    ),
    filesUrl: originOf("files"),
    uploadsUrl: originOf("uploads"),
    knobs: Object.fromEntries(opened.map(({ service, knobs }) => [service.id, knobs])),
    faults,
    paid,
    leaks: guard.leaks,
    requests,
    heard: (service, path) => servers.get(service)?.heard(path) ?? [],
    imageUrl(picture, name) {
      const contentType = `image/${pictureInfo(picture)?.format ?? "png"}`;
      return files.url(
        files.add(context.ids.uuid(), { service: "source", name, bytes: intern(picture), contentType }),
        undefined,
      );
    },
    async close() {
      await closeServers();
    },
  };
}

function describe({ id, key, options }: SandboxService, baseUrl: string): ServiceSite {
  return {
    id,
    baseUrl,
    apiKey: key?.good ?? "",
    limitedKey: key?.limited ?? "",
    options: { ...options, baseUrl, ...(key && { apiKey: key.good }) },
  };
}
