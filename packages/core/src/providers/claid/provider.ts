import type { Capabilities } from "../../contract/capabilities.ts";
import type { JobRequest } from "../../contract/job.ts";
import type { Provider } from "../../contract/provider.ts";
import { usualRoles } from "../../contract/usual-roles.ts";
import { defineApi, type Explanation } from "../../http/api.ts";
import { callJson } from "../../http/call-json.ts";
import { detailWords } from "../../http/fastapi-detail.ts";
import { imagePart } from "../../http/image-part.ts";
import { invalidRequest } from "../../http/invalid-request.ts";
import { jobState, type StateTable } from "../../http/job-state.ts";
import { newHandle } from "../../http/new-handle.ts";
import { outputAt } from "../../http/output-at.ts";
import { providerOf } from "../../http/provider-of.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { wordOf } from "../../http/word-of.ts";
import {
  type EditRequest,
  editResponse,
  errorResponse,
  nestedErrorResponse,
  taskResponse,
  taskStateResponse,
} from "./wire.ts";

export interface ClaidOptions {
  /** Key from the Claid.ai dashboard, with the scope "Image editing". */
  readonly apiKey: string;
  /** @default "https://api.claid.ai" */
  readonly baseUrl?: string | undefined;
  /** Which of the two documented prefixes to submit under; a job is always polled where it was submitted (C1). @default "v1-beta1" */
  readonly version?: "v1-beta1" | "v1" | undefined;
}

/** What Claid.ai documents of itself (C1 to C17). */
export const capabilities: Capabilities = {
  tasks: ["split", "cutout", "replace-background"],
  inputs: ["bytes", "url"],
  formats: ["bmp", "gif", "jpeg", "png", "tiff", "webp", "avif", "heic"],
  keywords: { min: 3, max: 128 },
  synchronous: { inputs: ["bytes"], result: "url" },
  backgrounds: ["color"],
  mask: "alpha",
  cost: { unit: "credits" },
  cancel: false,
  cadence: { first: 2000, every: 2000, min: 1000 },
  deadline: 300_000,
  resultLifetime: 86_400_000,
  rateWindows: [
    { limit: 4, ms: 1000 },
    { limit: 120, ms: 60_000 },
  ],
  host: "api.claid.ai",
  keyInBrowser: "unstated",
  crossOrigin: "unknown",
};

/** The reference's words and those of its OpenAPI fragments (C3). `PROCESSING` jobs run. What pauses a job is not documented. */
const states: StateTable = {
  ACCEPTED: "queued",
  WAITING: "queued",
  PAUSED: "queued",
  DONE: "succeeded",
  ERROR: "failed",
  CANCELLED: "canceled",
  CANCELED: "canceled",
};

/** The reference's text says 512, its OpenAPI fragments 4096; signed addresses are long (C16). */
const longestUrl = 4096;

/** Claid.ai: keeps one object or the main subject, on nothing or on a colour. One job per keyword. */
export function claid(options: ClaidOptions): Provider<"claid"> {
  const submitVersion = options.version ?? "v1-beta1";
  const api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: options.baseUrl ?? "https://api.claid.ai",
    key: options.apiKey,
    explain,
    freePost: { path: "/v1-beta1/image/edit/async", headers: { "content-type": "application/json" } },
  });

  return {
    ...providerOf(api, capabilities),

    checkImage(image) {
      if (image.kind !== "url" || image.url.length <= longestUrl) return;
      throw invalidRequest(image, `a URL has at most ${longestUrl} characters`);
    },

    async submit(request, context) {
      const { image } = request;
      const path = `/${submitVersion}/image/edit`;
      const paid = { kind: "paid", method: "POST" } as const;

      if (image.kind === "url") {
        const json: EditRequest = { input: image.url, ...edit(request) };
        const call = { ...paid, path: `${path}/async`, json };
        const { data } = await callJson(api, call, taskResponse, context);
        const accepted = { job: wordOf(data.id), data: { version: submitVersion } };
        return { handle: newHandle(api, request, { ...accepted, submittedAt: context.clock.now() }) };
      }
      if (image.kind === "bytes") {
        const form = new FormData();
        // The file's name becomes the result's base name, so it goes without an ending. `data` is a string, since a
        // Blob would get a file name and then be no field (C13).
        form.append("file", imagePart(image), "image");
        form.append("data", JSON.stringify(edit(request)));
        // The response comes only when the edit is done. There is no id and nothing to poll (C14).
        const call = { ...paid, path: `${path}/upload`, form, takes: "synchronous" } as const;
        const { data } = await callJson(api, call, editResponse, context);
        const accepted = { job: crypto.randomUUID(), submittedAt: context.clock.now() };
        const outputs = outputAt(usualRoles[request.task], data.output?.tmp_url);
        return { handle: newHandle(api, request, accepted), outputs };
      }
      throw unsupportedRequest(request);
    },

    async status(handle, context) {
      const { version = submitVersion } = handle.data ?? {};
      const path = `/${version}/image/edit/async/${encodeURIComponent(handle.job)}`;
      const call = { kind: "poll", method: "GET", path } as const;
      const { data } = await callJson(api, call, taskStateResponse, context);
      const raw = data.status;
      const state = jobState(states, raw);
      if (state === "succeeded") {
        return {
          state,
          raw,
          outputs: outputAt(usualRoles[handle.task], data.result?.output_object?.tmp_url),
        };
      }
      if (state !== "failed") return { state, raw };
      const words = data.errors?.map(({ error }) => error).filter(Boolean);
      return { state, raw, reason: { code: "job-failed", detail: words?.join("; ") } };
    },
  };
}

/** Everything is said outright, since the documents disagree about the defaults (C7, C8, C9). */
function edit(request: JobRequest): EditRequest {
  const { task, keyword } = request;
  if (task === "split" && keyword === undefined) throw unsupportedRequest(request);
  const what =
    keyword === undefined
      ? { category: "general" as const }
      : { selective: { object_to_keep: keyword.trim() } };
  const color =
    request.task === "replace-background" && request.background.kind === "color"
      ? request.background.color
      : "transparent";
  return {
    operations: { background: { remove: { ...what, clipping: false }, color } },
    output: { format: "png" },
  };
}

/** Reads the four shapes of an error: flat, or under `detail` as an object, a list or a sentence. */
function explain(body: unknown): Explanation {
  const error = nestedErrorResponse.safeParse(body).data?.detail ?? errorResponse.safeParse(body).data;
  const fields = Object.entries(error?.error_details ?? {}).map(
    ([field, words]) => `${field}: ${[words].flat().join(", ")}`,
  );
  const words = [error?.error_message ?? detailWords(error?.detail), ...fields].filter(Boolean);
  return { detail: words.join("; ") || undefined, providerCode: wordOf(error?.error_code) };
}
