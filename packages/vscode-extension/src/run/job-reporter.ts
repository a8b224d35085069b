import type { Progress } from "@stratify/core";
import type * as vscode from "vscode";
import type { Job, Jobs } from "../jobs/jobs.ts";
import type { PictureResult } from "../work/picture-work.ts";
import { taskOf } from "./operation.ts";
import type { PictureRun } from "./work-on-picture.ts";

/** Keeps the list of jobs true while one picture is worked on. */
export interface JobReporter {
  progress(progress: Progress): void;
  done(result: vscode.Uri, made: Pick<PictureResult, "failures" | "layers">): void;
  /** @param left something was accepted and can be resumed */
  failed(words: string, left: boolean): void;
  canceled(left: boolean): void;
}

export function jobReporter(
  jobs: Jobs,
  { source, operation, provider, journal, retry }: PictureRun,
  cancel: () => void,
): JobReporter {
  const idOf = (keyword: string | undefined) => `${journal.id}/${keyword ?? ""}`;
  const isAutomatic = operation.op === "layers" && operation.keywords.length === 0;
  const ids = new Set<string>();
  const add = (keyword: string | undefined): string => {
    const id = idOf(keyword);
    if (ids.has(id)) return id;
    ids.add(id);
    const job: Job = {
      id,
      source,
      provider,
      task: taskOf[operation.op],
      keyword,
      state: "running",
      startedAt: Date.now(),
    };
    jobs.set(job, { cancel, retry });
    return id;
  };
  const endAll = (changes: Partial<Omit<Job, "id">>) => {
    if (ids.size === 0) add(undefined);
    for (const id of ids) {
      if (jobs.get(id)?.state === "running") jobs.update(id, { ...changes, endedAt: Date.now() });
    }
  };
  return {
    progress({ keyword, phase, raw, note, job, cost }) {
      jobs.update(add(keyword), { phase, raw, note, ...(job && { requestId: job }), ...(cost && { cost }) });
    },
    done(result, { failures, layers }) {
      for (const { keyword, message } of failures) {
        jobs.update(idOf(keyword), { state: "failed", error: message, endedAt: Date.now() });
      }
      // The job of a keyword is named by it.
      endAll({ state: "done", result, ...(isAutomatic && { layers }) });
    },
    failed: (error, left) => endAll({ state: left ? "unfinished" : "failed", error }),
    canceled: (left) => endAll({ state: left ? "unfinished" : "canceled" }),
  };
}
