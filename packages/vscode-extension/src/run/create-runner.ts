import { leaseRenewed } from "@stratify/app/journal/leases";
import type { OperationName } from "@stratify/app/operation";
import type { Order } from "@stratify/app/run/image-run";
import { type ImageJob, mayPayTwice, nextStep } from "@stratify/app/run/standing";
import pLimit from "p-limit";
import * as vscode from "vscode";
import { contextKeys } from "../contributions.ts";
import { providerName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import type { Work } from "../work/open-work.ts";
import type { OpenImage } from "./open-image.ts";
import { progressWords, titleWords } from "./progress-words.ts";
import type { Outcome, Runner, RunOptions } from "./runner.ts";
import { showSummary } from "./show-summary.ts";
import type { StatusItem } from "./status-item.ts";
import { workOnImage } from "./work-on-image.ts";

type Wants = (job: ImageJob) => boolean;

/** One round over images. */
interface Round {
  readonly op: OperationName;
  readonly sources: readonly vscode.Uri[];
  /** Opens the images, once everything is loaded. */
  readonly open: (work: Work) => Promise<readonly OpenImage[]>;
  /** The jobs that take part. @default all that have not delivered */
  readonly wants?: Wants;
}

/** Makes the runner over all other services. */
export function createRunner(services: Omit<Services, "runner">, status: StatusItem): Runner {
  const { work: loader } = services;
  const setup = () => loader.setup();

  /** Another round over images of this window. */
  const again = (images: readonly OpenImage[], wants: Wants) => {
    const [first] = images;
    if (!first) return;
    const { op } = first.work.order.operation;
    const sources = images.map(({ source }) => source);
    void runRound({ op, sources, open: async () => images, wants });
  };

  const runRound = async (
    { op, sources, open, wants }: Round,
    { token, quiet = false }: RunOptions = {},
  ): Promise<readonly Outcome[]> => {
    const { log } = services;
    const stop = new AbortController();
    token?.onCancellationRequested(() => stop.abort());
    if (token?.isCancellationRequested) stop.abort();
    let lease: ReturnType<typeof setInterval> | undefined;
    let ended = 0;
    status.begin(sources.length);
    try {
      const location = vscode.ProgressLocation.Notification;
      const options = { location, cancellable: true, title: titleWords(op, vscode.l10n) };
      const { images, outcomes } = await vscode.window.withProgress(options, async (view, button) => {
        button.onCancellationRequested(() => stop.abort());
        if (sources.length > 1) view.report({ message: progressWords(0, sources.length, vscode.l10n) });
        const work = await loader.get();
        const { journal } = work;
        lease = setInterval(() => void journal.renewLease().catch(() => {}), leaseRenewed);
        await journal.renewLease();
        await services.partialResults.sweep((session) => journal.hasEnded(session));
        const images = await open(work);
        await plan(images);
        const limit = pLimit(services.setting("jobs.concurrency"));
        const outcomes = await limit.map(images, async (image) => {
          const name = baseName(image.source.path);
          let said = "";
          // Each report crosses a process, and the engine tells how far it is many times a second.
          const onPhase = (words: string) => {
            if (words === said) return;
            said = words;
            view.report({ message: progressWords(ended, sources.length, vscode.l10n, name, words) });
          };
          const only = wants && image.work.jobs.filter(wants).map(({ keyword }) => keyword);
          const retry = (keyword: string | undefined) => again([image], (job) => job.keyword === keyword);
          const round = { image, signal: stop.signal, only, onPhase, retry };
          const outcome = await workOnImage(round, services);
          ended += 1;
          status.end(1);
          const message = progressWords(ended, sources.length, vscode.l10n);
          view.report({ message, increment: 100 / sources.length });
          return outcome;
        });
        return { images, outcomes };
      });
      const { records } = await (await loader.get()).journal.unfinished();
      await vscode.commands.executeCommand("setContext", contextKeys.unfinished, records.length > 0);
      if (!quiet) void showSummary(op, outcomes, services, actionsOn(images, again));
      return outcomes;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      log.error("The run could not begin", error);
      const outcomes = sources.map(
        (source): Outcome => ({
          source,
          state: "failed",
          error: words,
          resumable: false,
          mayHaveBeenCharged: false,
        }),
      );
      if (!quiet) void showSummary(op, outcomes, services, actionsOn([], again));
      return outcomes;
    } finally {
      clearInterval(lease);
      status.end(sources.length - ended);
    }
  };

  return {
    run({ operation, provider: id, sources }, options) {
      const order: Order = { operation, provider: { id, name: providerName(id) } };
      const open = async (work: Work) =>
        sources.map((source): OpenImage => {
          const image = { ref: source.toString(), name: baseName(source.path) };
          return { id: crypto.randomUUID(), source, work: work.open(order, image, setup) };
        });
      return runRound({ op: operation.op, sources, open }, options);
    },
    takeUp(records, isFree, options) {
      const sources = records.map(({ image }) => vscode.Uri.parse(image.ref, true));
      const open = (work: Work) =>
        Promise.all(
          records.map(async (record): Promise<OpenImage> => {
            const source = vscode.Uri.parse(record.image.ref, true);
            return { id: record.id, source, work: await work.takeUp(record, setup) };
          }),
        );
      const op = records[0]?.operation.op ?? "cutout";
      return runRound({ op, sources, open, ...(isFree && { wants: costsNothing }) }, options);
    },
  };
}

/**
 * Writes what is to be paid for before the first image is: after a crash the rest can be continued. What can't be
 * written fails with its own image.
 */
async function plan(images: readonly OpenImage[]): Promise<void> {
  const planned = images.filter(
    ({ work }) => work.journal?.record.entries.length === 0 && work.jobs.some(isNew),
  );
  await Promise.allSettled(planned.map(({ work }) => work.journal?.plan()));
}

function isNew({ standing }: ImageJob): boolean {
  return standing.state === "unsubmitted";
}

function costsNothing({ standing }: ImageJob): boolean {
  const next = nextStep(standing);
  return next === "resume" || next === "recover";
}

/** Failed jobs that may be submitted once more without paying twice for one result. */
function isRetried({ standing }: ImageJob): boolean {
  return nextStep(standing) === "submit" && !mayPayTwice(standing);
}

/** What the summary can do about the images of a run: both act on these images alone. */
function actionsOn(
  images: readonly OpenImage[],
  again: (images: readonly OpenImage[], wants: Wants) => void,
): { readonly retry: () => void; readonly resume: () => void } {
  const isUnwritten = ({ written, work }: OpenImage) =>
    !written && work.jobs.some(({ standing }) => standing.state === "delivered");
  const start = (wants: Wants) =>
    again(
      images.filter((image) => image.work.jobs.some(wants) || isUnwritten(image)),
      wants,
    );
  return { retry: () => start(isRetried), resume: () => start(costsNothing) };
}
