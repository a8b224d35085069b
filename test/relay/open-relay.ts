import { type Clock, createClient, type Provider, type SourceImage, systemClock } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { createRelay, type LogEntry, memorySubmits, type RelayOptions } from "@stratify/relay";
import { listen } from "@stratify/relay/node";
import { onTestFinished } from "vitest";
import { fastClock, firstCase } from "../contract/services.ts";
import { sandboxProviders } from "../sandbox/providers.ts";
import type { ServiceSites } from "../sandbox/sites.ts";

export const token = "a-token-of-the-tests-0123456789";
export const secret = "a-secret-of-the-tests-0123456789";

/** The service of tests about the relay itself: it cuts out what is uploaded, is polled, and has a price. */
export const cutter = firstCase(
  "that cuts out by upload, is polled and has a price",
  ({ task, input, polled, cost }) =>
    task.task === "cutout" && input === "bytes" && polled && cost !== undefined,
);

/** Another service, for submits that differ. */
export const splitter = firstCase(
  "that splits by upload and is polled",
  ({ task, input, polled }) => task.task === "split" && input === "bytes" && polled,
);

/** The fields of a cut-out's submit. */
export const cutout = { provider: cutter.service, task: "cutout" };

/** A relay before a sandbox, over HTTP, closed when the test is over. The sandbox is on this machine. */
export async function openRelay(sandbox: ServiceSites, options: Partial<RelayOptions> = {}) {
  const log: LogEntry[] = [];
  const relay = createRelay({
    providers: sandboxProviders(sandbox),
    tokens: [{ name: "tests", token, requestsPerMinute: 1e6 }],
    secrets: [secret],
    submits: memorySubmits({ onlyInstance: true, clock: systemClock }),
    allowPrivateAddresses: true,
    // What services ask to wait passes fifty times as fast.
    clock: { now: Date.now, sleep: fastClock().sleep },
    log: (entry) => log.push(entry),
    ...options,
  });
  const { origins, close } = await listen(relay, 0, ["127.0.0.1"]);
  onTestFinished(() => close(0));
  const [baseUrl = ""] = origins;
  return { relay, baseUrl, log };
}

/** A client whose providers are those of a relay. */
export async function relayClient(
  baseUrl: string,
  own: string = token,
  fetch = globalThis.fetch,
  clock: Clock = fastClock(),
) {
  const providers: readonly Provider[] = await relayProviders({ baseUrl, token: own });
  return createClient({ providers, fetch, clock });
}

/** A submit as other programs than core would send it: raw bytes, fields in the query. */
export function rawSubmit(
  baseUrl: string,
  fields: Readonly<Record<string, string>>,
  image: Extract<SourceImage, { kind: "bytes" }>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${baseUrl}/v1/jobs?${new URLSearchParams(fields)}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "image/png",
      "idempotency-key": crypto.randomUUID(),
      ...headers,
    },
    body: new Uint8Array(image.bytes),
  });
}
