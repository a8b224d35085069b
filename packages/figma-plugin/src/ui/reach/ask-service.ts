import { type Client, isStratifyError, type StratifyError } from "@stratify/core";
import type { KeyedService } from "../settings/settings.ts";
import { reachOf } from "./reach.ts";

/** What a service says of a key. */
export type KeyVerdict =
  | { readonly key: "accepted" }
  | { readonly key: "refused" | "unknown"; readonly error: StratifyError };

/** Ids that no job has. */
const nobody: Readonly<Record<KeyedService, string>> = {
  aetherforge: "00000000-0000-0000-0000-000000000000",
  claid: "0",
};

/** Answers that only an accepted key gets to a question about a job that is not there. */
const telling: readonly string[] = [
  "not-found",
  "job-failed",
  "result-expired",
  "no-output",
  "invalid-request",
  "refused",
] satisfies StratifyError["code"][];

/**
 * Asks a service about a job that can't exist: it must let this page in and look at the key first. Costs nothing.
 */
export async function askService(
  client: Client,
  service: KeyedService,
  signal?: AbortSignal,
): Promise<KeyVerdict> {
  const job = nobody[service];
  try {
    // Once: a job that is waited for would be asked about again and again when the network fails.
    await client.status(
      { version: 2, provider: service, job, task: "cutout", image: "", submittedAt: 0 },
      { signal, deadline: 15_000 },
    );
    return { key: "accepted" };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    if (telling.includes(error.code)) return { key: "accepted" };
    const refused = error.code === "unauthorized" || error.code === "forbidden";
    return { key: refused ? "refused" : "unknown", error };
  }
}

/** Whether nothing that is paid for should be tried: no answer could be read, or the key is not accepted. */
export function forbidsPaying(verdict: KeyVerdict): verdict is Exclude<KeyVerdict, { key: "accepted" }> {
  if (verdict.key === "accepted") return false;
  return verdict.key === "refused" || reachOf(verdict.error) !== undefined;
}
