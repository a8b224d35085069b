import { type Clock, createClient } from "@stratify/core";
import { type AetherForgeOptions, aetherforge } from "@stratify/core/providers/aetherforge";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { openSandbox } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { fastClock } from "./services.ts";

export type StartAetherforgeOptions = SandboxOptions &
  Partial<AetherForgeOptions> & { readonly clock?: Clock };

/** A sandbox, a client of its AetherForge on a fast clock unless told otherwise, everything that it sends, and how long it slept. */
export async function startAetherforge({
  apiKey,
  baseUrl,
  subjectKeyword,
  clock: given = fastClock(),
  ...options
}: StartAetherforgeOptions = {}) {
  const sandbox = await openSandbox(options);
  const slept: number[] = [];
  const clock: Clock = {
    ...given,
    sleep: async (ms, signal) => {
      await given.sleep(ms, signal);
      // Timeouts and deadlines sleep on this clock as well, but are called off.
      slept.push(ms);
    },
  };
  const { fetch, sent } = recordingFetch();
  const service = {
    apiKey: apiKey ?? siteOf(sandbox, "aetherforge").apiKey,
    baseUrl: `${siteOf(sandbox, "aetherforge").baseUrl}${baseUrl ?? ""}`,
    ...(subjectKeyword && { subjectKeyword }),
  };
  const client = createClient({ providers: [aetherforge(service)], fetch, clock });
  const operations = () => sandbox.requests.map(({ operation }) => operation);
  return { sandbox, client, sent, slept, operations };
}
