import * as vscode from "vscode";
import { commands, contextKeys } from "../contributions.ts";
import { leaseRenewed } from "../journal/leases.ts";
import { displayName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import { eachLimited } from "./each-limited.ts";
import type { OperationName } from "./operation.ts";
import { progressWords, titleWords } from "./progress-words.ts";
import type { Outcome, Runner, RunOptions } from "./runner.ts";
import { showSummary } from "./show-summary.ts";
import type { StatusItem } from "./status-item.ts";
import { type PictureRun, workOnPicture } from "./work-on-picture.ts";

/** A picture of a run that has not begun. */
type Planned = Omit<PictureRun, "signal" | "onPhase">;

/** What a run is about. */
interface Plan {
  readonly op: OperationName;
  readonly sources: readonly vscode.Uri[];
  /** What to do, when everything is loaded. */
  readonly pictures: () => Promise<readonly Planned[]>;
  /** Does it again for those that failed. */
  readonly again: (failed: readonly vscode.Uri[]) => void;
}

/** Makes the runner over all other services. */
export function createRunner(services: Omit<Services, "runner">, status: StatusItem): Runner {
  const runner: Runner = {
    run({ operation, provider: id, sources }, options) {
      const again = (failed: readonly vscode.Uri[]) =>
        void runner.run({ operation, provider: id, sources: failed }, options);
      const pictures = async () => {
        const provider = { id, name: displayName(id, vscode.l10n) };
        return sources.map((source): Planned => {
          const journal = services.journal.begin({ source: source.toString(), operation, provider: id });
          return { source, operation, provider, journal, resume: false, retry: () => again([source]) };
        });
      };
      return runAll(services, status, { op: operation.op, sources, pictures, again }, options);
    },

    resume(records, options) {
      const again = () => void vscode.commands.executeCommand(commands.resumeJobs);
      const sources = records.map(({ source }) => vscode.Uri.parse(source, true));
      const pictures = async () =>
        Promise.all(
          records.map(async (record): Promise<Planned> => {
            const journal = await services.journal.takeOver(record);
            const provider = { id: record.provider, name: displayName(record.provider, vscode.l10n) };
            const source = vscode.Uri.parse(record.source, true);
            return { source, operation: record.operation, provider, journal, resume: true, retry: again };
          }),
        );
      return runAll(
        services,
        status,
        { op: records[0]?.operation.op ?? "cutout", sources, pictures, again },
        options,
      );
    },
  };
  return runner;
}

/** Works through the pictures with progress, and tells at the end what came of them. */
async function runAll(
  services: Omit<Services, "runner">,
  status: StatusItem,
  { op, sources, pictures, again }: Plan,
  { token, quiet = false }: RunOptions = {},
): Promise<readonly Outcome[]> {
  const { journal, log, work: loader } = services;
  const stop = new AbortController();
  token?.onCancellationRequested(() => stop.abort());
  if (token?.isCancellationRequested) stop.abort();
  const lease = setInterval(() => void journal.renewLease().catch(() => {}), leaseRenewed);
  let ended = 0;
  status.begin(sources.length);
  try {
    const location = vscode.ProgressLocation.Notification;
    const options = { location, cancellable: true, title: titleWords(op, vscode.l10n) };
    const outcomes = await vscode.window.withProgress(options, async (view, button) => {
      button.onCancellationRequested(() => stop.abort());
      if (sources.length > 1) view.report({ message: progressWords(0, sources.length, vscode.l10n) });
      await journal.renewLease();
      const [work, setup] = await Promise.all([loader.get(), loader.setup()]);
      const planned = await pictures();
      return eachLimited(planned, services.setting("jobs.concurrency"), async (picture) => {
        const name = baseName(picture.source.path);
        let said = "";
        // Each report crosses a process, and the engine tells how far it is many times a second.
        const onPhase = (words: string) => {
          if (words === said) return;
          said = words;
          view.report({ message: progressWords(ended, sources.length, vscode.l10n, name, words) });
        };
        const outcome = await workOnPicture(
          { ...picture, signal: stop.signal, onPhase },
          services,
          work,
          setup,
        );
        ended += 1;
        status.end(1);
        const message = progressWords(ended, sources.length, vscode.l10n);
        view.report({ message, increment: 100 / sources.length });
        return outcome;
      });
    });
    if (outcomes.some(({ resumable }) => resumable)) {
      await vscode.commands.executeCommand("setContext", contextKeys.unfinished, true);
    }
    if (!quiet) void showSummary(op, outcomes, services, again);
    return outcomes;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    log.error("The run could not begin", error);
    const outcomes = sources.map(
      (source): Outcome => ({ source, state: "failed", error: words, resumable: false }),
    );
    if (!quiet) void showSummary(op, outcomes, services, again);
    return outcomes;
  } finally {
    clearInterval(lease);
    status.end(sources.length - ended);
  }
}
