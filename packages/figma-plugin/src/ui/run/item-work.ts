import { deliveredOf } from "@stratify/app/deliver/delivered";
import { remarksOnJobs } from "@stratify/app/deliver/remarks";
import type { ImageJournal } from "@stratify/app/journal/image-journal";
import type { JournalStore } from "@stratify/app/journal/journal-store";
import type { JournalRecord } from "@stratify/app/journal/record";
import { operationOf } from "@stratify/app/operation";
import { type ImageRun, openImageRun } from "@stratify/app/run/image-run";
import { type ImageJob, mayPayTwice, nextStep } from "@stratify/app/run/standing";
import { type SourceState, workOnImage } from "@stratify/app/run/work-on-image";
import type { Client } from "@stratify/core";
import { type AskMain, MainRefusal } from "../../shared/ask-main.ts";
import type { Answer } from "../../shared/contract.ts";
import { localEngine } from "../../shared/providers.ts";
import { sampleBytes, sampleName } from "../demo/sample.ts";
import { recordOf } from "../journal/journal-storage.ts";
import type { PixelWork } from "../pixels/open-pixels.ts";
import { remarkTrouble, troubleOf, type Words } from "../trouble/trouble.ts";
import { type Item, withProgress } from "./item.ts";
import { makeSet } from "./make-set.ts";
import type { Order, Source } from "./order.ts";

/** What the work on images is done with. */
export interface WorkParts {
  readonly ask: AskMain;
  readonly pixels: PixelWork;
  readonly journal: JournalStore;
  readonly client: (allowResend: boolean) => Client;
  /** Makes sure that a provider lets this page in and knows the key, before anything is paid; throws why not. */
  readonly check: (provider: string, signal: AbortSignal) => Promise<void>;
  readonly words: () => Words;
}

/** The work on one image: what was exported, what came of it, what is left to do. */
export interface ItemWork {
  readonly source: Source;
  readonly order: Order;
  /** Name of the plan by which its layers are placed; absent for the sample, which is not of any file. */
  readonly plan: () => string | undefined;
  /** Does what is left to do, up to layers. Never rejects. */
  run(signal: AbortSignal, report: (change: Partial<Item>) => void): Promise<void>;
  /** Its layers are placed. */
  placed(): Promise<void>;
}

/** An image and the plan of where its layers go. */
interface Exported {
  readonly plan?: string;
  readonly name: string;
  /** Absent when the node is not as it was. */
  readonly bytes: Uint8Array | undefined;
  readonly state: SourceState;
  /** The bytes are a file as the user uploaded it. */
  readonly isFile: boolean;
}

export function openItemWork(source: Source, order: Order, parts: WorkParts): ItemWork {
  const { ask, pixels, client, check, words } = parts;
  const isLocal = order.provider.id === localEngine.id;
  let exported: Exported | undefined;
  let opened: { readonly run: ImageRun; readonly journal: ImageJournal | undefined } | undefined;

  const open = async ({ plan, name }: Exported) => {
    const record = source.from === "saved" ? recordOf(source.saved) : undefined;
    const operation = record?.operation ?? operationOf(order.task);
    const journal = await journalFor(record, plan, name);
    const run = openImageRun(
      { operation, provider: order.provider },
      { client: () => client(order.allowResend), journal },
      record?.entries,
    );
    return { run, journal };
  };

  const journalFor = async (record: JournalRecord | undefined, plan: string | undefined, name: string) => {
    if (record) return parts.journal.takeOver(record);
    // The engine's jobs cost nothing and end with this window.
    if (plan === undefined || isLocal) return undefined;
    const operation = operationOf(order.task);
    return parts.journal.begin({ image: { ref: plan, name }, operation, provider: order.provider });
  };

  /** What was paid for is finished; a new request is sent only for what the user has started or retried. */
  const isWanted = ({ standing }: ImageJob) => {
    if (mayPayTwice(standing)) return false;
    const isLeft = source.from === "saved" && !source.submits && standing.state === "unsubmitted";
    return !isLeft || ("error" in standing && standing.error !== undefined);
  };

  const work = async (signal: AbortSignal, report: (change: Partial<Item>) => void) => {
    report({ state: "exporting", jobs: [], troubles: [], canRetry: false });
    const image = exported ?? (await exportImage(source, ask));
    exported = image;
    signal.throwIfAborted();
    const { name } = image;
    opened ??= await open(image);
    const { run, journal } = opened;
    report({ state: "working", name });
    await pixels.ready();
    let lines: Item["jobs"] = [];
    const { state, sha256 } = await workOnImage(
      run,
      image,
      // What Figma draws can be read, and the main code knows its fingerprint. A file of the user's may be anything.
      { maker: image.isFile ? pixels.maker : undefined, journal },
      {
        signal,
        only: run.jobs.filter(isWanted).map(({ keyword }) => keyword),
        beforePaying: (stop) => check(order.provider.id, stop),
        onProgress: (progress) => {
          // While a service works. Whatever is wrong shows in the first real work.
          if (!isLocal) pixels.warm().catch(() => {});
          lines = withProgress(lines, progress);
          report({ jobs: lines });
        },
      },
    );
    const delivered = deliveredOf(run.jobs);
    const stopped = signal.aborted;
    const told = delivered.problems.filter(({ error }) => !stopped || error.code !== "aborted");
    const troubles = told.map(({ error }) => troubleOf(error, name, words()));
    const canRetry = run.jobs.some((job) => nextStep(job.standing) !== undefined && isWanted(job));
    const isUnsure = run.jobs.some(({ standing: { state: is } }) => is === "unknown" || is === "lost");
    if (delivered.layers.length === 0) {
      await journal?.settle([]);
      return report({ state: stopped ? "canceled" : "failed", troubles, canRetry, isUnsure });
    }
    // What was delivered before a stop was paid for: it is made into layers all the same.
    const own = stopped ? new AbortController().signal : signal;
    const now = image.state === "same" ? state : image.state;
    const made = await makeSet(pixels.maker, { ...image, sha256, state: now }, delivered, order, {
      signal: own,
      onStep: (step) => report({ state: step }),
    });
    const remarks = [...made.remarks, ...remarksOnJobs(run.jobs)].map((remark) =>
      remarkTrouble(remark, name, words()),
    );
    report({ state: "ready", made, troubles: [...troubles, ...remarks], canRetry, isUnsure });
  };

  return {
    source,
    order,
    plan: () => exported?.plan,
    async run(signal, report) {
      try {
        await work(signal, report);
      } catch (error) {
        if (signal.aborted) return report({ state: "canceled", canRetry: true });
        const name = exported?.name ?? nameOf(source);
        report({ state: "failed", troubles: [troubleOf(error, name, words())], canRetry: true });
      }
    },
    async placed() {
      if (opened) await opened.journal?.settle(deliveredOf(opened.run.jobs).handles);
    },
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

async function exportImage(source: Source, ask: AskMain): Promise<Exported> {
  switch (source.from) {
    case "unit":
      return exportedAs(await ask("export", { unit: source.id }));
    case "saved":
      return exportSaved(source, ask);
    case "sample":
      return { name: sampleName, bytes: sampleBytes, state: "same", isFile: false };
  }
}

/** What was paid for is placed as it was received where its node is gone or shows something else by now. */
async function exportSaved(
  { saved, submits }: Extract<Source, { from: "saved" }>,
  ask: AskMain,
): Promise<Exported> {
  const { plan, name } = saved;
  try {
    return { ...exportedAs(await ask("export-saved", { id: saved.id })), plan };
  } catch (error) {
    const code = error instanceof MainRefusal ? error.code : undefined;
    if (submits || (code !== "changed" && code !== "gone")) throw error;
    return { plan, name, bytes: undefined, state: code, isFile: false };
  }
}

function exportedAs({ plan, name, bytes, original }: Answer<"export">): Exported {
  return { plan, name, bytes, state: "same", isFile: original };
}
