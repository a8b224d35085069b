import { createClient, type SourceImage } from "@stratify/core";
import { type HitPawOptions, hitpaw } from "@stratify/core/providers/hitpaw";
import type { Fault } from "../sandbox/faults.ts";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { openSandbox, tinyPng } from "./open-sandbox.ts";
import { recordingFetch } from "./recording-fetch.ts";
import { fastClock } from "./services.ts";

/** What every test here asks for. */
export const cutout = { task: "cutout" } as const;
export const at = { provider: "hitpaw" } as const;
/** Paths of the requests that are asked about. */
export const submits = "/api/image-segmentation";
export const polls = "/api/task-status";
export const presigns = "/api/oss/presign-put";

/** A client of HitPaw alone against a sandbox of its own, on a fast clock. */
export async function startHitpaw(options: SandboxOptions & Pick<HitPawOptions, "returnType"> = {}) {
  const { returnType, ...sandboxOptions } = options;
  const sandbox = await openSandbox(sandboxOptions);
  const { fetch, sent } = recordingFetch();
  const clientFor = (apiKey: string) => {
    const provider = hitpaw({
      apiKey,
      baseUrl: siteOf(sandbox, "hitpaw").baseUrl,
      ...(returnType && { returnType }),
    });
    return createClient({ providers: [provider], fetch, clock: fastClock() });
  };
  const url: SourceImage = { kind: "url", name: "desk.png", url: sandbox.imageUrl(tinyPng, "desk.png") };
  /** JSON bodies of the requests for one path, in order. */
  const bodies = (path: string) =>
    sent.filter((request) => request.url.pathname === path).map(({ body }) => JSON.parse(String(body)));
  return { sandbox, sent, clientFor, client: clientFor(siteOf(sandbox, "hitpaw").apiKey), url, bodies };
}

/** An answer of the service's, in place of what it would have said. */
export function answer(status: number, body: object, accepted = false): Fault {
  const headers = { "content-type": "application/json" };
  return { kind: "arbitrary", status, headers, body: JSON.stringify(body), accepted };
}
