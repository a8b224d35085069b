import { createClient, type SourceImage } from "@stratify/core";
import { claid } from "@stratify/core/providers/claid";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { openSandbox, tinyPng } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { fastClock } from "./services.ts";

export interface StartClaidOptions extends SandboxOptions {
  readonly version?: "v1-beta1" | "v1";
}

/** A sandbox, clients of its Claid on a fast clock, everything they send, and a picture that has an address. */
export async function startClaid({ version = "v1-beta1", ...options }: StartClaidOptions = {}) {
  const sandbox = await openSandbox(options);
  const clock = fastClock();
  const { fetch, sent } = recordingFetch(clock);
  const clientFor = (prefix: "v1-beta1" | "v1", apiKey = siteOf(sandbox, "claid").apiKey) => {
    const provider = claid({ apiKey, baseUrl: siteOf(sandbox, "claid").baseUrl, version: prefix });
    return createClient({ providers: [provider], fetch, clock });
  };
  const url: SourceImage = { kind: "url", name: "desk.png", url: sandbox.imageUrl(tinyPng, "desk.png") };
  const paths = () => sandbox.requests.filter(({ site }) => site === "claid").map(({ path }) => path);
  return { sandbox, sent, client: clientFor(version), clientFor, url, paths };
}
