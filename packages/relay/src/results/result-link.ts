import { type JobHandle, parseHandle } from "@stratify/core";
import * as z from "zod/mini";
import type { Caller } from "../access/token-book.ts";
import { refusal } from "../errors/refusal.ts";
import type { Parts } from "../parts.ts";

/** What a link leads to: an address out of a provider's answer, or a file that a job in this process holds. */
export type Target = { readonly url: string } | { readonly handle: JobHandle; readonly index: number };

const byUrl = z.object({ caller: z.string(), url: z.string() });
const byJob = z.object({ caller: z.string(), handle: z.unknown(), index: z.number() });

/** Makes a link that works without a token, for a while. Whoever has it can read that one file and nothing else. */
export async function linkTo(
  { sealer, clock, limits }: Pick<Parts, "sealer" | "clock" | "limits">,
  caller: Caller,
  target: Target,
): Promise<string> {
  const value = { caller: caller.id, ...target };
  return `/v1/results/${await sealer.seal("result", "", value, clock.now() + limits.linkLifetime)}`;
}

/**
 * What a link leads to, and for whom it was made. It ends with its time, or when the caller's token is taken away.
 *
 * @throws {StratifyError} under 404 or 410
 */
export async function openLink(
  { sealer, clock, tokens }: Pick<Parts, "sealer" | "clock" | "tokens">,
  sealed: string,
): Promise<{ readonly caller: Caller; readonly target: Target }> {
  const opened = await sealer.open("result", "", sealed, clock.now());
  if (opened.state === "expired") throw expired();
  const value = opened.state === "intact" ? opened.value : undefined;
  const url = byUrl.safeParse(value).data;
  const job = byJob.safeParse(value).data;
  const caller = await tokens.callerById(url?.caller ?? job?.caller ?? "");
  if (url && caller) return { caller, target: { url: url.url } };
  if (job && caller) return { caller, target: { handle: parseHandle(job.handle), index: job.index } };
  throw url || job ? expired() : refusal(404, "not-found", "this is no link that the relay gave out");
}

function expired() {
  return refusal(410, "result-expired", "this link has expired; the job's status has a fresh one");
}
