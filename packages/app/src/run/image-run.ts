import {
  type CallOptions,
  type Client,
  type Failure,
  type Intent,
  isStratifyError,
  type JobHandle,
  type JobResult,
  type JournalEntry,
  type SourceImage,
  StratifyError,
} from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import pLimit from "p-limit";
import type { ImageJournal } from "../journal/image-journal.ts";
import { keywordsOf, type Operation, partOf, taskOf } from "../operation.ts";
import { afterFailure, type ImageJob, nextStep, type Standing } from "./standing.ts";

/** What is to be done with an image, and by whom. */
export interface Order {
  readonly operation: Operation;
  readonly provider: { readonly id: string; readonly name: string };
}

export interface ImageRunParts {
  /** The client under the settings of the moment: a key may be set between two rounds. */
  readonly client: () => Client | Promise<Client>;
  /** Absent for the local engine: its jobs cost nothing and end with the program. */
  readonly journal: ImageJournal | undefined;
}

export interface WorkOptions extends Pick<CallOptions, "deadline" | "onProgress"> {
  readonly signal: AbortSignal;
  /** Absent when nothing is to be submitted. */
  readonly image?: SourceImage | undefined;
  /** Limits the work to the jobs of these keywords. @default all jobs that have not delivered */
  readonly only?: readonly (string | undefined)[] | undefined;
}

/** The jobs of one image at one provider, from the first submit to the last retry. */
export interface ImageRun {
  readonly order: Order;
  readonly jobs: readonly ImageJob[];
  /**
   * Does the next step of every job that has not delivered: submits, resumes or recovers. How each job ended is in
   * `jobs`.
   *
   * @throws when there is no client, before anything is sent
   */
  work(options: WorkOptions): Promise<void>;
  /** Stops the running job of one keyword. The others go on. */
  stop(keyword: string | undefined): void;
  /**
   * Asks the provider to cancel the accepted jobs of these keywords, where it can. Others stay in the journal and can
   * be resumed. Never rejects.
   */
  cancel(keywords: readonly (string | undefined)[]): Promise<void>;
}

/** Most jobs of one image under way at once. */
const concurrency = 4;

/**
 * Opens the work on one image.
 *
 * @param before the journal's entries of an earlier session: jobs that ended there are left out
 */
export function openImageRun(
  order: Order,
  { client: current, journal }: ImageRunParts,
  before: readonly JournalEntry[] = [],
): ImageRun {
  const standings = new Map<string | undefined, Standing>(firstStandings(order, before));
  const running = new Map<string | undefined, AbortController>();
  const about = { provider: order.provider.id, providerName: order.provider.name };

  const step = async (client: Client, keyword: string | undefined, options: WorkOptions) => {
    const standing = standings.get(keyword);
    const next = standing && nextStep(standing);
    if (!next) return;
    const { deadline, onProgress } = options;
    const own = running.get(keyword)?.signal;
    const signal = own ? AbortSignal.any([options.signal, own]) : options.signal;
    const call = { signal, deadline, onProgress, journal };
    standings.set(keyword, await stepped(client, keyword, standing, call, options.image));
    running.delete(keyword);
  };

  const stepped = async (
    client: Client,
    keyword: string | undefined,
    standing: Standing,
    call: CallOptions & { readonly signal: AbortSignal },
    image: SourceImage | undefined,
  ): Promise<Standing> => {
    if (standing.state === "accepted") return resume(client, standing.handle, call);
    if (standing.state === "unknown") return recover(client, standing.intent, call);
    if (!image) return { state: "unsubmitted", error: failureOf(undefined, keyword).error };
    const task = taskOf(partOf(order.operation, keyword));
    try {
      const { jobs, failures } = await client.run(task, image, { ...call, provider: order.provider.id });
      const [result] = jobs;
      if (result) return { state: "delivered", result };
      return afterFailure(failures[0] ?? failureOf(undefined, keyword), journal?.open().lost ?? []);
    } catch (thrown) {
      return afterFailure(failureOf(thrown, keyword), journal?.open().lost ?? []);
    }
  };

  const resume = async (client: Client, handle: JobHandle, call: CallOptions): Promise<Standing> => {
    try {
      const result: JobResult = await client.resume(handle, call);
      return { state: "delivered", result };
    } catch (thrown) {
      const failure = failureOf(thrown, handle.keyword);
      // Without a handle in the error the job is over at the provider.
      return failure.error.handle
        ? afterFailure(failure, [])
        : { state: "failed", handle, error: failure.error };
    }
  };

  const recover = async (client: Client, intent: Intent, call: CallOptions): Promise<Standing> => {
    try {
      const handle = await client.recover(intent, call);
      if (handle) {
        await journal?.write({ type: "handle", intent: intent.id, handle });
        return await resume(client, handle, call);
      }
      // The provider can't tell, or has no such job: nothing more can be learned.
      await journal?.drop(intent);
    } catch (thrown) {
      return { state: "unknown", intent, error: failureOf(thrown, intent.keyword).error };
    }
    return { state: "lost", error: lostError(intent) };
  };

  const failureOf = (thrown: unknown, keyword: string | undefined): Failure => {
    const error = isStratifyError(thrown)
      ? thrown
      : new StratifyError({ ...about, keyword, code: "unexpected-response", cause: thrown });
    return { ...(keyword !== undefined && { keyword }), error };
  };

  const lostError = ({ image, keyword }: Intent) =>
    new StratifyError({ ...about, image, keyword, code: "outcome-unknown", mayHaveBeenCharged: true });

  return {
    order,
    get jobs() {
      return [...standings].map(([keyword, standing]) => ({ keyword, standing }));
    },
    async work(options) {
      const wanted = options.only ?? [...standings.keys()];
      // Also a job that waits for its turn can be stopped.
      for (const keyword of wanted) running.set(keyword, new AbortController());
      const client = await current();
      await pLimit(concurrency).map(wanted, (keyword) => step(client, keyword, options));
    },
    stop(keyword) {
      running.get(keyword)?.abort(new DOMException("Stopped", "AbortError"));
    },
    async cancel(keywords) {
      for (const keyword of keywords) {
        const standing = standings.get(keyword);
        if (standing?.state !== "accepted") continue;
        const { handle, error } = standing;
        try {
          const client = await current();
          const provider = client.providers.find(({ id }) => id === order.provider.id);
          if (!provider?.capabilities.cancel) continue;
          await client.cancel(handle);
          await journal?.write({ type: "ended", handle, outcome: "canceled" });
          standings.set(keyword, { state: "unsubmitted", ...(error && { error }) });
        } catch {
          // It goes on at the provider, and can be resumed.
        }
      }
    },
  };
}

/** A job that the earlier session did not come to is as new as in a run of its own. */
function firstStandings(
  { operation }: Order,
  before: readonly JournalEntry[],
): readonly (readonly [string | undefined, Standing])[] {
  const { handles, lost } = openJobs(before);
  const accepted = before.flatMap((entry) => (entry.type === "handle" ? [entry.handle.keyword] : []));
  const known = new Set([...accepted, ...lost.map(({ keyword }) => keyword)].map(nameOf));
  return [
    ...lost.map((intent) => [intent.keyword, { state: "unknown", intent }] as const),
    ...handles.map((handle) => [handle.keyword, { state: "accepted", handle }] as const),
    ...keywordsOf(operation)
      .filter((keyword) => !known.has(nameOf(keyword)))
      .map((keyword) => [keyword, { state: "unsubmitted" }] as const),
  ];
}

function nameOf(keyword: string | undefined): string | undefined {
  return keyword?.normalize().toLowerCase();
}
