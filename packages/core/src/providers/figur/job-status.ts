import type { JobStatus } from "../../contract/job.ts";
import { jobState, type StateTable } from "../../http/job-state.ts";
import { outputAt } from "../../http/output-at.ts";
import { wordOf } from "../../http/word-of.ts";
import type { JobResponse } from "./wire.ts";

/**
 * The words of a status, `IN_PROGRESS` for jobs that run, and those of an event that ends a job. That jobs can be
 * canceled is documented, no word is.
 */
const states: StateTable = {
  NOT_STARTED: "queued",
  SUCCESS: "succeeded",
  SUCCEEDED: "succeeded",
  FAILURE: "failed",
  FAILED: "failed",
  CANCELED: "canceled",
  CANCELLED: "canceled",
};

/** How a job is doing. The latest event's message is its progress text, so that no timeline need be asked for. */
export function jobStatus({ status: raw, result, latest_event }: JobResponse): JobStatus {
  const { event_type, message, extra } = latest_event ?? {};
  const outputs = outputsOf(result ?? []);
  const said = { raw, ...(message && { note: message }) };
  const state = stateOf(raw, event_type ?? "", outputs.length > 0);

  if (state === "succeeded") return { ...said, state, outputs };
  if (state !== "failed") return { ...said, state };
  // Every failure is refunded by itself (guide "Errors and credits"). No status says that a job was canceled.
  if (/cancell?ed/i.test(`${event_type} ${message}`)) return { ...said, state: "canceled", refunded: true };
  const detail = [...new Set([message, wordOf(extra?.error)])].filter(Boolean).join(": ");
  return { ...said, state, reason: { code: "job-failed", detail, refunded: true } };
}

/** A job has ended when its status or its latest event says so (F9), but has not succeeded before it has a result. */
function stateOf(status: string, event: string, hasResult: boolean): JobStatus["state"] {
  const state = jobState(states, status);
  const ending = jobState(states, event);
  const isOpen = state === "queued" || state === "running";
  return isOpen && (ending === "failed" || (ending === "succeeded" && hasResult)) ? ending : state;
}

/** Every final artifact; without any, whatever there is. */
function outputsOf(artifacts: NonNullable<JobResponse["result"]>) {
  const finals = artifacts.filter(({ role }) => role?.toLowerCase() === "final");
  return (finals.length > 0 ? finals : artifacts).flatMap(({ image_url, kind }) =>
    outputAt("composite", image_url, kind),
  );
}
