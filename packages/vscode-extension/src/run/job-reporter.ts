import { errorMessage } from "@stratify/app/messages/error";
import { taskKindOf } from "@stratify/app/operation";
import { type ImageJob, mayPayTwice, nextStep } from "@stratify/app/run/standing";
import type { Progress } from "@stratify/core";
import * as vscode from "vscode";
import type { Job, JobState, Jobs } from "../jobs/jobs.ts";
import { displayName } from "../providers/provider-names.ts";
import { baseName } from "../targets/image-name.ts";
import { sharedWords } from "../words.ts";
import type { ImageRound } from "./open-image.ts";

/** How a round ended for its image. */
export type RoundEnd =
  | { readonly result: vscode.Uri; readonly layers: readonly string[] }
  | { readonly error: string }
  | { readonly stopped: true };

/** Keeps the rows of one image's jobs true during a round. */
export interface JobReporter {
  progress(progress: Progress): void;
  /** Asks the provider to cancel the jobs whose rows were canceled. */
  giveUp(): Promise<void>;
  ended(jobs: readonly ImageJob[], end: RoundEnd): void;
}

export function jobReporter(jobs: Jobs, { image, only, retry }: ImageRound): JobReporter {
  const { source, work } = image;
  const { operation, provider: by } = work.order;
  const provider = { id: by.id, name: displayName(by.id, vscode.l10n) };
  const isAutomatic = operation.op === "layers" && operation.keywords.length === 0;
  const given = new Set<string | undefined>();
  const idOf = (keyword: string | undefined) => `${image.id}/${keyword ?? ""}`;
  const shown = new Set<string>();

  /** The row of a keyword, begun anew in each round. */
  const row = (keyword: string | undefined): string => {
    const id = idOf(keyword);
    if (shown.has(id)) return id;
    shown.add(id);
    const job: Job = {
      id,
      source,
      provider,
      task: taskKindOf[operation.op],
      keyword,
      state: "running",
      startedAt: Date.now(),
    };
    jobs.set(job, {
      cancel: () => {
        given.add(keyword);
        work.stop(keyword);
      },
      retry: () => void askToRetry(keyword),
      resume: () => retry(keyword),
    });
    return id;
  };

  /** A job that the provider may have accepted is paid for again only when the user says so. */
  const askToRetry = async (keyword: string | undefined) => {
    const standing = work.jobs.find((job) => job.keyword === keyword)?.standing;
    if (!standing || !mayPayTwice(standing)) return retry(keyword);
    const go = vscode.l10n.t("Submit Again");
    const question = vscode.l10n.t("Submit this job again to {0}?", provider.name);
    const detail = vscode.l10n.t(
      "Nobody knows whether the service took it the first time. If it did, it is paid for twice.",
    );
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, go);
    if (chosen === go) retry(keyword);
  };

  return {
    progress({ keyword, phase, raw, note, job, cost }) {
      jobs.update(row(keyword), { phase, raw, note, ...(job && { jobId: job }), ...(cost && { cost }) });
    },
    giveUp: () => work.cancel([...given]),
    ended(all, end) {
      for (const { keyword, standing } of all) {
        if (only && !only.includes(keyword)) continue;
        const failure = "error" in standing ? standing.error : undefined;
        const error = failure && errorMessage(failure, baseName(source.path), sharedWords());
        const isWritten = "result" in end && standing.state === "delivered";
        const state: JobState = isWritten
          ? "done"
          : standing.state !== "delivered" && nextStep(standing) !== "submit"
            ? "unfinished"
            : given.has(keyword) || "stopped" in end
              ? "canceled"
              : "failed";
        jobs.update(row(keyword), {
          state,
          endedAt: Date.now(),
          ...(isWritten && { result: end.result }),
          // The job of a keyword is named by it.
          ...(isWritten && isAutomatic && { layers: end.layers }),
          ...(state !== "done" && { error: "error" in end ? end.error : error }),
        });
      }
    },
  };
}
