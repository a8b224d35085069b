import { isStratifyError, type JobFailure, type JobHandle, type JobStatus } from "@stratify/core";
import type { Caller } from "../access/token-book.ts";
import type { StatusAnswer } from "../contract/answers.ts";
import { refusal } from "../errors/refusal.ts";
import type { Parts } from "../parts.ts";
import { linkTo } from "../results/result-link.ts";

/** Longest wait for one poll's answer, in milliseconds: the provider's rate limit may hold it back. */
const pollTime = 20_000;

/**
 * Asks the provider once how a job is doing.
 *
 * @throws {StratifyError} what the provider says is wrong; under 503 when it takes too long to say anything
 */
export async function jobStatus(parts: Parts, caller: Caller, handle: JobHandle): Promise<StatusAnswer> {
  const status = await parts.client.status(handle, { deadline: pollTime }).catch((error: unknown) => {
    if (!isStratifyError(error) || error.code !== "deadline") throw error;
    const detail = "the provider takes long to answer, or many jobs are asked about";
    throw refusal(503, "unavailable", detail, { retryAfter: 2000 });
  });
  const said = { raw: status.raw, ...(status.note !== undefined && { note: status.note }) };
  switch (status.state) {
    case "failed":
      return { ...said, state: status.state, reason: reasonOf(status.reason) };
    case "canceled": {
      const { refunded } = status;
      return { ...said, state: status.state, ...(refunded !== undefined && { refunded }) };
    }
    case "succeeded":
      return { ...said, state: status.state, outputs: await outputsOf(parts, caller, handle, status) };
    default:
      return { ...said, state: status.state };
  }
}

function reasonOf({ code, detail, providerCode, refunded }: JobFailure) {
  return {
    code,
    ...(detail !== undefined && { detail }),
    ...(providerCode !== undefined && { providerCode }),
    ...(refunded !== undefined && { refunded }),
  };
}

function outputsOf(
  parts: Parts,
  caller: Caller,
  handle: JobHandle,
  { outputs }: Extract<JobStatus, { state: "succeeded" }>,
) {
  return Promise.all(
    outputs.map(async ({ role, label, content }, index) => {
      const target = typeof content === "string" ? { url: content } : { handle, index };
      return { role, ...(label !== undefined && { label }), path: await linkTo(parts, caller, target) };
    }),
  );
}
