import { setImmediate as turn } from "node:timers/promises";
import {
  aetherforge,
  type Clock,
  claid,
  createClient,
  figur,
  hitpaw,
  imageFromBytes,
  type Provider,
  type SourceImage,
  type Task,
} from "@stratify/core";
import type { Operation, Service } from "../sandbox/faults.ts";
import { tinyPng } from "./open-sandbox.ts";
import { operationOf } from "./operation-of.ts";

/** What is answered to one request, or thrown instead. */
export type Answer = (() => Response) | { readonly thrown: unknown };

/** A service without a network: answers as documented, unless the script says otherwise. */
export interface ScriptedCase {
  readonly name: string;
  readonly service: Service;
  readonly provider: Provider;
  readonly task: Task;
  readonly image: SourceImage;
  /** Documented JSON answers, to the requests that this case sends. */
  readonly good: Readonly<Partial<Record<Operation, object>>>;
}

const apiKey = "key-of-nobody";
const baseUrl = "https://service.test";
const file = "https://files.test/result.png";
const bytes = imageFromBytes(tinyPng, "desk.png");
const address: SourceImage = { kind: "url", name: "desk.png", url: "https://pictures.test/desk.png" };
const segmentation = {
  submit: { code: 200, message: "OK", data: { job_id: "job", consume_coins: 20 } },
  status: {
    code: 200,
    message: "OK",
    data: { job_id: "job", status: "COMPLETED", res_url: file, mask_url: file },
  },
};

export const scriptedCases: readonly ScriptedCase[] = [
  {
    name: "aetherforge",
    service: "aetherforge",
    provider: aetherforge({ apiKey, baseUrl }),
    task: { task: "split", keywords: ["cup"] },
    image: bytes,
    good: {
      submit: { job_id: "job" },
      status: { job_id: "job", status: "Succeed", image_urls: [file, file] },
    },
  },
  {
    name: "claid by address",
    service: "claid",
    provider: claid({ apiKey, baseUrl }),
    task: { task: "cutout" },
    image: address,
    good: {
      submit: { data: { id: 7, status: "ACCEPTED" } },
      status: { data: { id: 7, status: "DONE", errors: [], result: { output_object: { tmp_url: file } } } },
    },
  },
  {
    name: "claid by upload",
    service: "claid",
    provider: claid({ apiKey, baseUrl }),
    task: { task: "cutout" },
    image: bytes,
    good: { submit: { data: { output: { tmp_url: file } } } },
  },
  {
    name: "figur",
    service: "figur",
    provider: figur({ apiKey, baseUrl, outputPreset: "portrait" }),
    task: { task: "replace-background", background: { kind: "catalogue", id: "beach" } },
    image: bytes,
    good: {
      upload: { upload_key: "upload" },
      submit: { request_id: "request", job_id: "job", status: "NOT_STARTED", credits_cost: 5 },
      status: {
        status: "SUCCESS",
        request: { source_image_s3_key: "another" },
        result: [{ image_url: file, kind: "on_model_render", role: "final" }],
        latest_event: { event_type: "stage", message: "Compositing", extra: {} },
      },
      list: { jobs: [{ public_id: "another", created_at: "2026-01-05T09:00:00Z" }] },
    },
  },
  {
    name: "hitpaw by address",
    service: "hitpaw",
    provider: hitpaw({ apiKey, baseUrl }),
    task: { task: "cutout" },
    image: address,
    good: segmentation,
  },
  {
    name: "hitpaw by upload",
    service: "hitpaw",
    provider: hitpaw({ apiKey, baseUrl }),
    task: { task: "cutout" },
    image: bytes,
    good: {
      presign: {
        code: 200,
        data: { upload_url: "https://uploads.test/a", access_url: "https://uploads.test/a" },
      },
      ...segmentation,
    },
  },
];

/** An answer in JSON. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  return () => Response.json(body, { status });
}

/**
 * Runs a case's task. The first requests for `operation` are answered by the script, everything else as documented.
 *
 * @returns what came of it, and the answers of the script that were used
 */
export async function runScripted(
  { service, provider, task, image, good }: ScriptedCase,
  operation: Operation,
  script: readonly Answer[],
) {
  let used = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const asked = operationOf(init?.method ?? "GET", new URL(String(input)));
    const next = asked === operation ? script[used] : undefined;
    if (!next)
      return good[asked] ? Response.json(good[asked]) : new Response(asked === "put" ? null : tinyPng);
    used++;
    if ("thrown" in next) throw next.thrown;
    return next();
  };
  const client = createClient({ providers: [provider], fetch, clock: skippingClock() });
  // No answer is ever kept back, so this deadline passes only if something hangs.
  const result = await client.run(task, image, { provider: service, deadline: 10_000 });
  return { result, used };
}

/** A clock on which no sleep is waited for; other work has its turn all the same. */
function skippingClock(): Clock {
  let now = Date.UTC(2026, 0, 5, 9);
  return {
    now: () => now,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      now += ms;
      await turn();
      signal.throwIfAborted();
    },
  };
}
