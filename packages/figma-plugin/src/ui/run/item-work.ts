import { type Client, imageFromBytes, type JobHandle, type Layer } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import { readImageSize } from "@stratify/imaging";
import type { AskMain } from "../../shared/ask-main.ts";
import { localEngine } from "../../shared/providers.ts";
import { sampleBytes, sampleName } from "../demo/sample.ts";
import { type ItemJournal, openItemJournal } from "../journal/item-journal.ts";
import { savedEntries } from "../journal/saved-entries.ts";
import type { PixelWork } from "../pixels/open-pixels.ts";
import { troubleOf, type Words } from "../trouble/trouble.ts";
import { doJobs, retryOf, type Todo } from "./do-jobs.ts";
import { type Item, withProgress } from "./item.ts";
import { makeSet } from "./make-set.ts";
import { aboutOf, type Order, type Source } from "./order.ts";

/** What the work on pictures is done with. */
export interface WorkParts {
  readonly ask: AskMain;
  readonly pixels: PixelWork;
  readonly client: (allowResend: boolean) => Client;
  /** Makes sure that a provider lets this page in and knows the key, before anything is paid; throws why not. */
  readonly check: (provider: string, signal: AbortSignal) => Promise<void>;
  readonly words: () => Words;
}

/** The work on one picture: what was taken, what came of it, what is left to do. */
export interface ItemWork {
  readonly order: Order;
  /** Name of the plan by which its layers are placed; absent for the sample, which is not of any file. */
  readonly plan: () => string | undefined;
  /** Does what is left to do, up to layers. Never rejects. */
  run(signal: AbortSignal, report: (change: Partial<Item>) => void): Promise<void>;
  /** Its layers are placed. */
  placed(): Promise<void>;
}

/** A picture and the plan of where its layers go. */
interface Taken {
  readonly plan?: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function openItemWork(source: Source, order: Order, parts: WorkParts): ItemWork {
  const { ask, pixels, client, check, words } = parts;
  const saved = source.from === "saved" ? savedEntries(source.saved.job) : undefined;
  let todo: Todo = saved ? openJobs(saved) : { handles: [], lost: [], task: order.task };
  let taken: Taken | undefined;
  let journal: ItemJournal | undefined;
  let layers: readonly Layer[] = [];
  let jobs: readonly JobHandle[] = [];

  const journalFor = ({ plan }: Taken) => {
    // The engine's jobs cost nothing and end with this window.
    if (plan === undefined || order.provider.id === localEngine.id) return undefined;
    const id = source.from === "saved" ? source.saved.id : crypto.randomUUID();
    return openItemJournal(ask, { id, plan, about: aboutOf(order) }, saved);
  };

  const work = async (signal: AbortSignal, report: (change: Partial<Item>) => void) => {
    report({ state: "exporting", jobs: [], troubles: [], canRetry: false });
    const picture = taken ?? (await take(source, ask));
    taken = picture;
    signal.throwIfAborted();
    const { name, bytes } = picture;
    // Nobody is paid for a picture that could not be laid under its layers.
    readImageSize(bytes);
    const image = imageFromBytes(bytes, name);
    journal ??= journalFor(picture);
    report({ state: "working", name });
    const ready = pixels.ready();
    if (order.provider.id === localEngine.id) await ready;
    // While a service works. Whatever is wrong shows in the first real work.
    else ready.then(pixels.warm).catch(() => {});
    if (todo.task) await check(order.provider.id, signal);
    let lines: Item["jobs"] = [];
    const done = await doJobs(client(order.allowResend), image, todo, {
      provider: order.provider.id,
      signal,
      journal,
      onProgress: (progress) => {
        lines = withProgress(lines, progress);
        report({ jobs: lines });
      },
    });
    layers = [...layers, ...done.layers];
    jobs = [...jobs, ...done.jobs];
    todo = retryOf(order.task, done.failures);
    const stopped = signal.aborted;
    const told = stopped ? done.failures.filter(({ error }) => error.code !== "aborted") : done.failures;
    const troubles = told.map(({ error }) => troubleOf(error, name, words()));
    const canRetry = todo.task !== undefined || todo.handles.length > 0;
    if (layers.length === 0) {
      await journal?.settle([]);
      return report({ state: stopped ? "canceled" : "failed", troubles, canRetry });
    }
    // What was delivered before a stop was paid for: it is made into layers all the same.
    const own = stopped ? new AbortController().signal : signal;
    await ready;
    const made = await makeSet(pixels.maker, { name, bytes, layers, jobs }, order, {
      signal: own,
      onStep: (state) => report({ state }),
    });
    const remarks = made.remarks.map(({ name: about, reason }) => ({ about, text: reason, details: reason }));
    report({ state: "ready", made, troubles: [...troubles, ...remarks], canRetry });
  };

  return {
    order,
    plan: () => taken?.plan,
    async run(signal, report) {
      try {
        await work(signal, report);
      } catch (error) {
        if (signal.aborted) return report({ state: "canceled", canRetry: true });
        const name = taken?.name ?? nameOf(source);
        report({ state: "failed", troubles: [troubleOf(error, name, words())], canRetry: true });
      }
    },
    placed: async () => journal?.settle(jobs),
  };
}

export function nameOf(source: Source): string {
  switch (source.from) {
    case "unit":
      return source.name;
    case "saved":
      return source.saved.name;
    case "sample":
      return sampleName;
  }
}

async function take(source: Source, ask: AskMain): Promise<Taken> {
  switch (source.from) {
    case "unit":
      return ask("export", { unit: source.id });
    case "saved":
      return ask("export-saved", { id: source.saved.id });
    case "sample":
      return { name: sampleName, bytes: sampleBytes };
  }
}
