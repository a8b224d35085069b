import * as vscode from "vscode";
import type { PictureJournal } from "../journal/journal-store.ts";
import { localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import type { Work } from "../work/open-work.ts";
import type { PictureOptions, PictureWork } from "../work/picture-work.ts";
import type { ProviderSetup } from "../work/provider-setup.ts";
import { destinationOf, whyNotWritable } from "./destination.ts";
import { fileWords } from "./file-words.ts";
import { jobReporter } from "./job-reporter.ts";
import type { Operation } from "./operation.ts";
import { doingWords, stepWords } from "./phase-words.ts";
import { ResultWriter } from "./result-writer.ts";
import type { Outcome } from "./runner.ts";
import { UnwrittenError } from "./unwritten-error.ts";

/** One picture of a run. */
export interface PictureRun {
  readonly source: vscode.Uri;
  readonly operation: Operation;
  readonly provider: { readonly id: string; readonly name: string };
  readonly journal: PictureJournal;
  /** Takes up what the journal holds, instead of handing in new jobs. */
  readonly resume: boolean;
  readonly signal: AbortSignal;
  /** Says in words what is being done. */
  readonly onPhase: (words: string) => void;
  /** Runs the same again, as a run of its own. */
  readonly retry: () => void;
}

/** Works on one picture from its bytes to its files. Never rejects. */
export async function workOnPicture(
  run: PictureRun,
  services: Omit<Services, "runner">,
  work: Work,
  setup: ProviderSetup,
): Promise<Outcome> {
  const { source, operation, provider, journal, resume } = run;
  const name = baseName(source.path);
  const own = new AbortController();
  const signal = AbortSignal.any([run.signal, own.signal]);
  const jobs = jobReporter(services.jobs, run, () => own.abort());
  const to = destinationOf(source, services, provider.id !== localId);
  const writer = new ResultWriter(source, operation.op, to);
  const seconds = services.setting("jobs.deadline", source);
  const options: PictureOptions = {
    signal,
    ...(seconds > 0 && { deadline: seconds * 1000 }),
    journal,
    onProgress: (progress) => {
      jobs.progress(progress);
      run.onPhase(doingWords(progress, provider.name, vscode.l10n));
    },
    onLayers: ({ step }) => run.onPhase(stepWords(step, vscode.l10n)),
    onFile: (file) => writer.write(file),
  };
  try {
    signal.throwIfAborted();
    run.onPhase(vscode.l10n.t("reading the image"));
    const refusal = resume ? undefined : await whyNotWritable(to.folder);
    if (refusal) throw new Error(refusal);
    const picture: PictureWork = {
      name,
      bytes: await bytesOf(source, resume),
      operation,
      provider: provider.id,
      output: {
        psd: services.setting("output.psd", source),
        masks: services.setting("output.masks", source),
        trim: services.setting("output.trim", source),
        fillRemainder: services.setting("output.fillRemainder", source),
      },
    };
    const made = await (resume ? work.resume(picture, setup, options) : work.run(picture, setup, options));
    const { result } = writer;
    if (!result) throw new Error(vscode.l10n.t("{0}: the jobs made nothing that could be written.", name));
    writer.finish();
    await (made.pending ? journal.leave() : closed(journal, services));
    jobs.done(result, made);
    const addresses = { source: source.toString(), result: result.toString() };
    await services.pastRuns.add({ ...addresses, operation, provider: provider.id });
    const moved = writer.moved === undefined ? [] : [movedWords(writer.moved, result)];
    return { source, state: "done", result, remarks: [...moved, ...made.remarks], resumable: made.pending };
  } catch (error) {
    await writer
      .discard()
      .catch((trouble: unknown) => services.log.error(`${name}: half a result is left`, trouble));
    if (signal.aborted) {
      await work.cancel(setup, options);
      await journal.leave();
      jobs.canceled(isOpen(journal));
      const mayHaveBeenCharged = journal.open().lost.length > 0;
      return { source, state: "canceled", resumable: isOpen(journal), mayHaveBeenCharged };
    }
    await journal.leave();
    const words = errorWords(error, name);
    services.log.error(`${name}: ${words}`, error);
    jobs.failed(words, isOpen(journal));
    const keyRefusedBy = isKeyRefused(error) ? { keyRefusedBy: provider.id } : {};
    return { source, state: "failed", error: words, resumable: isOpen(journal), ...keyRefusedBy };
  }
}

/** The layers are safe: nothing more is kept for a resume. */
async function closed(journal: PictureJournal, { results, log }: Omit<Services, "runner">): Promise<void> {
  await journal.close();
  await results
    .drop(journal.entries)
    .catch((error: unknown) => log.warn(`A kept result can't be deleted: ${String(error)}`));
}

/** Whether something was paid for that can still be had. */
function isOpen(journal: PictureJournal): boolean {
  return journal.open().handles.length > 0;
}

/** Errors come out of another bundle: their code tells what they are. */
function isKeyRefused(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "unauthorized" || code === "forbidden";
}

/** A picture that is gone when its jobs are resumed is no reason to lose what was paid for it. */
async function bytesOf(source: vscode.Uri, resume: boolean): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(source);
  } catch (error) {
    if (resume) return undefined;
    throw error;
  }
}

/** Core's and imaging's sentences stay as they are; what a file system says is put into words. */
function errorWords(error: unknown, name: string): string {
  if (error instanceof UnwrittenError) return error.message;
  if (error instanceof vscode.FileSystemError) return fileWords(error, name, vscode.l10n);
  if (!(error instanceof Error)) return `${name}: ${String(error)}`;
  const { message } = error;
  return message.includes(name) ? message : `${name}: ${message}`;
}

function movedWords({ message }: UnwrittenError, result: vscode.Uri): string {
  const where = result.scheme === "file" ? result.fsPath : result.toString(true);
  return vscode.l10n.t("{0} The paid result was saved to {1}.", message, where);
}
