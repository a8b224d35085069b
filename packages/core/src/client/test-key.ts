import type { TaskKind } from "../contract/capabilities.ts";
import { isStratifyError, type StratifyError } from "../errors/stratify-error.ts";
import type { Client } from "./client.ts";

/** What a service says of a key. */
export type KeyVerdict =
  | { readonly key: "accepted" }
  | { readonly key: "refused"; readonly error: StratifyError }
  /** It could not be asked, or its answer tells nothing about the key. */
  | { readonly key: "unknown"; readonly error: StratifyError };

/** A service whose key can be tested. */
export type KeyedService = keyof typeof nobody;

/** Jobs that no service has, each with an id of the service's own form. */
const nobody = {
  aetherforge: { job: "00000000-0000-0000-0000-000000000000", task: "split" },
  claid: { job: "0", task: "cutout" },
  figur: { job: "00000000-0000-0000-0000-000000000000", task: "replace-background" },
  hitpaw: { job: "00000000000000000000000000000000", task: "cutout" },
} as const satisfies Record<string, { job: string; task: TaskKind }>;

/** Answers that only an accepted key gets to a question about a job that is not there. */
const telling: readonly string[] = [
  "not-found",
  "job-failed",
  "result-expired",
  "no-output",
  "invalid-request",
  "refused",
] satisfies StratifyError["code"][];

/** Milliseconds for the answer. */
const patience = 15_000;

/**
 * Asks a service about a job that can't exist: it must look at the key first. Costs nothing. It is asked once: a job
 * that is waited for would be asked about again and again when the network fails.
 *
 * @param client has the service, with the key
 */
export async function testKey(
  client: Client,
  service: KeyedService,
  signal?: AbortSignal,
): Promise<KeyVerdict> {
  const handle = { version: 2, provider: service, ...nobody[service], image: "", submittedAt: 0 } as const;
  try {
    await client.status(handle, { signal, deadline: patience });
    return { key: "accepted" };
  } catch (error) {
    if (!isStratifyError(error)) throw error;
    if (telling.includes(error.code)) return { key: "accepted" };
    return { key: refusesKey(error) ? "refused" : "unknown", error };
  }
}

/** Whether an error says that whoever was asked does not accept the key or token that came along. */
export function refusesKey({ code }: StratifyError): boolean {
  return code === "unauthorized" || code === "forbidden";
}
