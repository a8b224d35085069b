import { type Client, isStratifyError } from "@stratify/core";
import type { ServiceId } from "../contributions.ts";
import { offered } from "./open-clients.ts";
import type { RelaySetup } from "./provider-setup.ts";

/** What a service says of a key. */
export type KeyVerdict =
  | { readonly key: "accepted" }
  | { readonly key: "refused"; readonly reason: string }
  /** It could not be asked, or its answer tells nothing about the key. */
  | { readonly key: "unknown"; readonly reason: string };

/** Ids that no job has. */
const nobody: Readonly<Record<ServiceId, string>> = {
  aetherforge: "00000000-0000-0000-0000-000000000000",
  claid: "0",
  figur: "00000000-0000-0000-0000-000000000000",
  hitpaw: "00000000000000000000000000000000",
};

/** Answers that only an accepted key gets to a question about a job that is not there. */
const telling = new Set([
  "not-found",
  "job-failed",
  "result-expired",
  "no-output",
  "invalid-request",
  "refused",
]);

/**
 * Asks a service about a job that can't exist: it must look at the key first. Costs nothing.
 */
export async function testKey(client: Client, service: ServiceId, signal: AbortSignal): Promise<KeyVerdict> {
  const handle = {
    version: 2,
    provider: service,
    job: nobody[service],
    task: service === "figur" ? "replace-background" : "cutout",
    image: "",
    submittedAt: 0,
  };
  try {
    await client.resume(handle, { signal, deadline: 15_000 });
    return { key: "accepted" };
  } catch (error) {
    return isStratifyError(error) && telling.has(error.code) ? { key: "accepted" } : verdictOf(error);
  }
}

/** Asks the relay what it offers to whoever has this token. */
export async function testToken(relay: RelaySetup | undefined, signal: AbortSignal): Promise<KeyVerdict> {
  if (!relay) return { key: "unknown", reason: 'Set its address in "stratify.relay.address".' };
  try {
    await offered(relay, signal);
    return { key: "accepted" };
  } catch (error) {
    return verdictOf(error);
  }
}

function verdictOf(error: unknown): KeyVerdict {
  if (!isStratifyError(error)) throw error;
  const known = error.code === "unauthorized" || error.code === "forbidden";
  return { key: known ? "refused" : "unknown", reason: error.message };
}
