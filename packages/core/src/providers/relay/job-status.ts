import type * as z from "zod/mini";
import type { JobFailure, JobStatus, LayerRole } from "../../contract/job.ts";
import type { statusResponse } from "./wire.ts";

const roles: readonly LayerRole[] = ["layer", "cutout", "mask", "composite", "remainder"];
const reasons: readonly JobFailure["code"][] = [
  "job-failed",
  "content-refused",
  "no-output",
  "result-expired",
];

/**
 * A job's status in the relay's answer. A state that this version does not know is waited on.
 *
 * @param baseUrl what the paths of results are below
 */
export function jobStatus(answer: z.infer<typeof statusResponse>, baseUrl: string): JobStatus {
  const { state, outputs, reason, refunded } = answer;
  const said = { raw: answer.raw ?? state, ...(answer.note && { note: answer.note }) };
  if (state === "queued") return { ...said, state };
  if (state === "failed") {
    return {
      ...said,
      state,
      reason: {
        code: reasons.find((code) => code === reason?.code) ?? "job-failed",
        detail: reason?.detail ?? undefined,
        ...(reason?.providerCode && { providerCode: reason.providerCode }),
        ...(typeof reason?.refunded === "boolean" && { refunded: reason.refunded }),
      },
    };
  }
  if (state === "canceled") {
    return { ...said, state, ...(typeof refunded === "boolean" && { refunded }) };
  }
  if (state !== "succeeded") return { ...said, state: "running" };
  return {
    ...said,
    state,
    outputs: (outputs ?? []).map(({ role, label, path }) => ({
      role: roles.find((known) => known === role) ?? "layer",
      ...(label && { label }),
      content: `${baseUrl}${path}`,
    })),
  };
}
