import { seededRandom } from "../seeded-random.ts";

/** What a request does, whatever the service calls it. `submit` is the paid one. */
export type Operation =
  | "submit"
  | "status"
  | "upload"
  | "presign"
  | "put"
  | "download"
  | "list"
  | "cancel"
  | "events"
  | "catalogue";

/** Goes wrong on the wire, whatever was asked. */
export type WireFault =
  /** The service's own error body under this status; nothing is accepted. `retryAfter` in seconds. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** The connection is reset before the request is read: nothing is accepted. */
  | { readonly kind: "reset-before" }
  /** The request is accepted (and paid, if it is a submit), then the connection is reset. */
  | { readonly kind: "reset-after" }
  /** The request is accepted (and paid), then this status answers. */
  | { readonly kind: "status-after"; readonly status: number; readonly retryAfter?: number }
  /** Never answers. The request is accepted unless `accepted` is false. */
  | { readonly kind: "hang-headers"; readonly accepted?: boolean }
  /** Headers and half of the true answer, then nothing more. */
  | { readonly kind: "hang-body" }
  /** An HTML page, under 200 unless `status` says otherwise. Not accepted unless `accepted` is true. */
  | { readonly kind: "html"; readonly status?: number; readonly accepted?: boolean }
  /** The request is accepted; the answer claims to be JSON and does not parse. */
  | { readonly kind: "malformed-json" }
  /**
   * The request is accepted; half of the true answer arrives. `closed` (default): the connection ends short of the
   * declared length. `cut`: the declared length is that of the half. Also useful on downloads.
   */
  | { readonly kind: "truncated-json"; readonly how?: "closed" | "cut" }
  /** The true answer, `ms` milliseconds late; a submit is accepted at once. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Any answer at all. Not accepted unless `accepted` is true. */
  | {
      readonly kind: "arbitrary";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: Uint8Array | string;
      readonly accepted?: boolean;
    };

/** Goes wrong with a result file: given to a `download`, or to a `submit` or `status` for all of the job's files. */
export type FileFault =
  /** The address has expired: 403 with an XML error. On a `status`, the addresses of that one answer. */
  | { readonly kind: "expired-url" }
  /** At least this many bytes arrive instead; `declared` says so in `content-length` as well. */
  | { readonly kind: "oversized"; readonly bytes: number; readonly declared?: boolean }
  /** `text`: the true image, served as text/plain. `html`: an HTML page, served as image/png. */
  | { readonly kind: "wrong-content-type"; readonly as: "text" | "html" };

/** Goes wrong with a job: given to a `submit` or `status`, applies to the job itself. */
export type JobFault =
  /** One answer holds a status word nobody knows. */
  | { readonly kind: "unknown-status"; readonly word?: string }
  /** The first finished answer holds no output. */
  | { readonly kind: "empty-output" }
  /** The job ends as failed (or as what `word` means to the service), with the service's refund if it has one. */
  | { readonly kind: "job-failed"; readonly word?: string; readonly message?: string }
  /** The job takes this many milliseconds instead of the usual latency. */
  | { readonly kind: "slow-job"; readonly ms: number };

/** The status word of an `unknown-status` fault. */
export function unknownWord(fault: Extract<JobFault, { kind: "unknown-status" }>): string {
  return fault.word ?? "REHYDRATING";
}

/** One thing that goes wrong with one request. */
export type Fault = WireFault | FileFault | JobFault;

/** A fault that strikes by chance; without `service`, every service's. `rate` is a probability, 0 to 1. */
export interface FaultRate {
  readonly service?: string;
  readonly operation: Operation;
  readonly fault: Fault;
  readonly rate: number;
}

/** Which requests go wrong, and how. Single faults come first, then standing ones, then chance. */
export class FaultPlan {
  readonly #queued = new Map<string, Fault[]>();
  readonly #standing = new Map<string, Fault>();
  readonly #services: ReadonlySet<string>;
  #rates: readonly FaultRate[] = [];
  #chance: () => number = () => 1;

  /** @param services ids of the services whose requests can go wrong */
  constructor(services: Iterable<string>) {
    this.#services = new Set(services);
  }

  /** The next `times` requests for this operation go wrong this way. Calls queue up. */
  next(service: string, operation: Operation, fault: Fault, times = 1): void {
    const key = this.#keyOf(service, operation);
    const queue = this.#queued.get(key) ?? [];
    for (let count = 0; count < times; count++) queue.push(fault);
    this.#queued.set(key, queue);
  }

  /** Every request for this operation goes wrong this way, until {@link clear}. */
  always(service: string, operation: Operation, fault: Fault): void {
    this.#standing.set(this.#keyOf(service, operation), fault);
  }

  /** Faults by chance, the same for the same seed and the same order of requests. */
  random(seed: number, rates: readonly FaultRate[]): void {
    this.#rates = rates;
    this.#chance = seededRandom(seed);
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#queued.clear();
    this.#standing.clear();
    this.#rates = [];
  }

  /** The fault of this request, used up. */
  take(service: string, operation: Operation): Fault | undefined {
    const key = `${service} ${operation}`;
    return this.#queued.get(key)?.shift() ?? this.#standing.get(key) ?? this.#byChance(service, operation);
  }

  #keyOf(service: string, operation: Operation): string {
    if (!this.#services.has(service)) throw new Error(`the sandbox has no service "${service}"`);
    return `${service} ${operation}`;
  }

  #byChance(service: string, operation: Operation): Fault | undefined {
    return this.#rates.find(
      (each) =>
        each.operation === operation && (each.service ?? service) === service && this.#chance() < each.rate,
    )?.fault;
  }
}
