import type { JobRequest, JobStatus } from "../../contract/job.ts";
import { type Accepted, newHandle } from "../../contract/new-handle.ts";
import type { Provider } from "../../contract/provider.ts";
import { StratifyError } from "../../errors/stratify-error.ts";
import { type Api, defineApi, type Explanation } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import { named } from "../../http/named.ts";
import { detailWords } from "../fastapi-detail.ts";
import { imagePart } from "../image-part.ts";
import { jobState, type StateTable } from "../job-state.ts";
import { unsupportedInput } from "../unsupported-input.ts";
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
  readonly baseUrl?: string;
  /** Which of the two documented prefixes to submit under; a job is always polled where it was submitted (C1). @default "v1-beta1" */
  readonly version?: "v1-beta1" | "v1";
}

/** The reference's words and those of its OpenAPI fragments (C3). What pauses a job is not documented: it is waited on. */
const states: StateTable = {
  ACCEPTED: "queued",
  WAITING: "queued",
  PAUSED: "queued",
  PROCESSING: "running",
  DONE: "succeeded",
  ERROR: "failed",
  CANCELLED: "canceled",
  CANCELED: "canceled",
};

const roles = { split: "layer", cutout: "cutout", "replace-background": "composite" } as const;

/** The reference's text says 512, its OpenAPI fragments 4096; signed addresses are long (C16). */
const longestUrl = 4096;

/** Claid.ai: keeps one object or the main subject, on nothing or on a colour. One job per keyword. */
export function claid(options: ClaidOptions): Provider {
  const submitVersion = options.version ?? "v1-beta1";
  const api: Api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: options.baseUrl ?? "https://api.claid.ai",
    authorization: ["authorization", `Bearer ${options.apiKey}`],
    key: options.apiKey,
    explain,
  });

  return {
    id: api.id,
    name: api.name,
    capabilities: {
      tasks: ["split", "cutout", "replace-background"],
      inputs: ["bytes", "url"],
      formats: ["bmp", "gif", "jpeg", "png", "tiff", "webp", "avif", "heic"],
      keywords: { min: 3, max: 128 },
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
      host: new URL(api.baseUrl).host,
      keyInBrowser: "unstated",
      crossOrigin: "unknown",
    },

    check({ image }) {
      if (image.kind !== "url" || image.url.length <= longestUrl) return;
      const detail = `an address has at most ${longestUrl} characters`;
      throw new StratifyError({ ...named(api), code: "invalid-request", image: image.name, detail });
    },

    async submit(request, context) {
      const { image } = request;
      const path = `/${submitVersion}/image/edit`;
      const paid = { kind: "paid", method: "POST" } as const;
      const handle = (accepted: Omit<Accepted, "submittedAt">) =>
        newHandle(api, request, { submittedAt: context.clock.now(), ...accepted });

      if (image.kind === "url") {
        const json: EditRequest = { input: image.url, ...edit(request) };
        const call = { ...paid, path: `${path}/async`, json, schema: taskResponse };
        const { data } = await callApi(api, call, context);
        return handle({ job: String(data.id), data: { version: submitVersion } });
      }
      if (image.kind === "bytes") {
        const form = new FormData();
        // The file's name becomes the result's base name, so it goes without an ending. `data` is a string, since a
        // Blob would get a file name and then be no field (C13).
        form.append("file", imagePart(image), "image");
        form.append("data", JSON.stringify(edit(request)));
        // The answer comes only when the edit is done.
        const call = { ...paid, path: `${path}/upload`, form, schema: editResponse, timeout: 180_000 };
        const { data } = await callApi(api, call, context);
        // There is no id and nothing to poll: all that is known of the finished job goes into the handle (C14).
        const result = data.output?.tmp_url ?? "";
        return handle({ job: crypto.randomUUID(), data: { result }, ended: true });
      }
      throw unsupportedInput(api, request);
    },

    async status(handle, context) {
      const { result, version = submitVersion } = handle.data ?? {};
      const succeeded = (raw: string, url: string | null | undefined): JobStatus => {
        return { state: "succeeded", raw, outputs: url ? [{ role: roles[handle.task], content: url }] : [] };
      };
      if (result !== undefined) return succeeded("DONE", result);

      const path = `/${version}/image/edit/async/${encodeURIComponent(handle.job)}`;
      const call = { kind: "poll", method: "GET", path, schema: taskStateResponse } as const;
      const { data } = await callApi(api, call, context);
      const raw = data.status;
      const state = jobState(states, raw);
      if (state === "succeeded") return succeeded(raw, data.result?.output_object?.tmp_url);
      if (state !== "failed") return { state, raw };
      const words = data.errors?.map(({ error }) => error).filter(Boolean);
      return { state, raw, reason: { code: "job-failed", detail: words?.join("; ") } };
    },
  };
}

/** Everything is said outright, since the documents disagree about the defaults (C7, C8, C9). */
function edit(request: JobRequest): EditRequest {
  const what =
    request.task === "split"
      ? { selective: { object_to_keep: request.keyword.trim() } }
      : { category: "general" as const };
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
  return { detail: words.join("; ") || undefined, providerCode: error?.error_code?.toString() };
}
