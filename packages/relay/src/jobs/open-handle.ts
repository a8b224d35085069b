import { type JobHandle, parseHandle } from "@stratify/core";
import type { Caller } from "../access/token-book.ts";
import { refusal } from "../errors/refusal.ts";
import type { Parts } from "../parts.ts";

/**
 * The handle in a sealed id.
 *
 * @throws {StratifyError} under 404 when the id is not one that this relay gave to this caller, 410 when it is too old
 */
export async function openHandle(
  { sealer, clock }: Pick<Parts, "sealer" | "clock">,
  caller: Caller,
  sealed: string,
): Promise<JobHandle> {
  const opened = await sealer.open("handle", caller.id, sealed, clock.now());
  if (opened.state === "intact") return parseHandle(opened.value);
  if (opened.state === "expired") throw refusal(410, "not-found", "this job's id has expired");
  throw refusal(404, "not-found", "this is no job's id that the relay gave to this token");
}
