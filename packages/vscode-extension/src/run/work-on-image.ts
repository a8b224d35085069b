import { errorMessage } from "@stratify/app/messages/error";
import { jobMessage, layerStepMessage } from "@stratify/app/messages/job";
import { remarkMessage } from "@stratify/app/messages/remark";
import type { Words } from "@stratify/app/messages/translate";
import type { Standing } from "@stratify/app/run/standing";
import { submitsAny } from "@stratify/app/run/work-on-image";
import { isStratifyError } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import { sharedWords } from "../words.ts";
import { ImageError } from "../work/deliver.ts";
import { destinationOf, whyNotWritable } from "./destination.ts";
import { fileWords } from "./file-words.ts";
import { jobReporter } from "./job-reporter.ts";
import type { ImageRound } from "./open-image.ts";
import { ResultWriter } from "./result-writer.ts";
import type { Outcome } from "./runner.ts";
import { UnwrittenError } from "./unwritten-error.ts";

/** Works on one image from its bytes to its files. Never rejects. */
export async function workOnImage(round: ImageRound, services: Omit<Services, "runner">): Promise<Outcome> {
  const { image, signal, only, onPhase } = round;
  const { source, work } = image;
  const { operation, provider } = work.order;
  const { setting, log } = services;
  const name = baseName(source.path);
  const words = sharedWords();
  const submits = submitsAny(work.jobs, only);
  const reporter = jobReporter(services.jobs, round);
  const to = destinationOf(source, services, work.journal !== undefined);
  const writer = new ResultWriter(source, operation.op, to, services.partialResults, image.written);
  const seconds = setting("jobs.deadline", source);
  try {
    signal.throwIfAborted();
    onPhase(vscode.l10n.t("reading the image"));
    const refusal = submits ? await whyNotWritable(to.folder) : undefined;
    if (refusal) throw new Error(refusal);
    const bytes = await bytesOf(source, submits);
    const result = await work.round(
      { name, bytes },
      {
        signal,
        only,
        ...(seconds > 0 && { deadline: seconds * 1000 }),
        output: {
          psd: setting("output.psd", source),
          masks: setting("output.masks", source),
          trim: setting("output.trim", source),
          fillRemainder: setting("output.fillRemainder", source),
        },
        onProgress: (progress) => {
          reporter.progress(progress);
          onPhase(jobMessage(progress, words.t));
        },
        onLayers: ({ step }) => onPhase(layerStepMessage(step, words.t)),
        onFile: (file) => writer.write(file),
      },
    );
    const written = await writer.finish();
    if (!written) throw new Error(vscode.l10n.t("{0}: the jobs made nothing that could be written.", name));
    image.written = written;
    await reporter.giveUp();
    await work.settle();
    reporter.ended(work.jobs, { result: written.uri, layers: result.layers });
    const addresses = { source: source.toString(), result: written.uri.toString() };
    await services.pastRuns.add({ ...addresses, operation, provider: provider.id });
    const { problems } = result;
    return {
      source,
      state: "done",
      result: written.uri,
      remarks: [
        ...(writer.moved ? [movedWords(writer.moved, written.uri)] : []),
        ...problems.flatMap(({ error }) => (isStop(error) ? [] : [errorMessage(error, name, words)])),
        ...result.remarks.map((remark) => {
          const { about, text } = remarkMessage(remark, name, words.t);
          return about === undefined ? text : words.t("{0}: {1}", about, text);
        }),
      ],
      resumable: problems.some(({ resumable }) => resumable),
    };
  } catch (error) {
    await writer.discard().catch((trouble: unknown) => log.error(`${name}: half a result is left`, trouble));
    await reporter.giveUp();
    if (signal.aborted) await work.cancel(work.jobs.map(({ keyword }) => keyword));
    await work.leave();
    const isAny = (...states: readonly Standing["state"][]) =>
      work.jobs.some(({ standing }) => states.includes(standing.state));
    const charge = {
      resumable: isAny("accepted") || (work.journal !== undefined && isAny("delivered")),
      mayHaveBeenCharged: isAny("unknown", "lost"),
    };
    if (signal.aborted || errorsIn(error).every(isStop)) {
      reporter.ended(work.jobs, { stopped: true });
      return { source, state: "canceled", ...charge };
    }
    const message = errorWords(error, name, words);
    log.error(`${name}: ${message}`, error);
    reporter.ended(work.jobs, { error: message });
    const keyRefusedBy = errorsIn(error).some(isKeyRefused) ? { keyRefusedBy: provider.id } : {};
    return { source, state: "failed", error: message, ...charge, ...keyRefusedBy };
  }
}

/** The errors of all jobs, or the one that ended the round. */
function errorsIn(error: unknown): readonly unknown[] {
  return error instanceof ImageError ? error.problems.map((problem) => problem.error) : [error];
}

function isKeyRefused(error: unknown): boolean {
  return isStratifyError(error) && (error.code === "unauthorized" || error.code === "forbidden");
}

/** Whether a job ended because its row was canceled. */
function isStop(error: unknown): boolean {
  return isStratifyError(error) && error.code === "aborted";
}

/** An image that is gone when its jobs are resumed is no reason to lose what was paid for it. */
async function bytesOf(source: vscode.Uri, submits: boolean): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(source);
  } catch (error) {
    if (!submits) return undefined;
    throw error;
  }
}

function errorWords(error: unknown, name: string, words: Words): string {
  if (error instanceof UnwrittenError) return error.message;
  if (error instanceof vscode.FileSystemError) return fileWords(error, name, vscode.l10n);
  if (!(error instanceof ImageError)) return errorMessage(error, name, words);
  const messages = errorsIn(error).map((each) => errorMessage(each, name, words));
  return [...new Set(messages)].join(" ");
}

function movedWords({ message }: UnwrittenError, result: vscode.Uri): string {
  const where = result.scheme === "file" ? result.fsPath : result.toString(true);
  return vscode.l10n.t("{0} The paid result was saved to {1}.", message, where);
}
