import type * as z from "zod/mini";
import type { CallContext } from "../../contract/call-context.ts";
import type { Capabilities } from "../../contract/capabilities.ts";
import type { JobHandle, JobRequest, JobStatus } from "../../contract/job.ts";
import type { Provider } from "../../contract/provider.ts";
import { defineApi, type Explanation } from "../../http/api.ts";
import { callJson, type JsonCall } from "../../http/call-json.ts";
import { isDataUri, toDataUri } from "../../http/data-uri.ts";
import { imagePart } from "../../http/image-part.ts";
import { invalidRequest } from "../../http/invalid-request.ts";
import { jobState, type StateTable } from "../../http/job-state.ts";
import { newHandle } from "../../http/new-handle.ts";
import { providerOf } from "../../http/provider-of.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { wordOf } from "../../http/word-of.ts";
import { findPrediction, type Listed } from "./find-prediction.ts";
import { defaultModels, type ModelJob, optionFor, outputsOf, wordsFor } from "./models.ts";
import {
  errorResponse,
  fileResponse,
  listResponse,
  type PredictionRequest,
  predictionResponse,
} from "./wire.ts";

export interface ReplicateOptions {
  /** Token from replicate.com, `r8_...`. */
  readonly apiKey: string;
  /** @default "https://api.replicate.com" */
  readonly baseUrl?: string | undefined;
  /** Model for cutouts, as `owner/name:version` or, for official ones, `owner/name` (P1). @default 851-labs/background-remover */
  readonly cutoutModel?: string | undefined;
  /** Model for a split by keywords. @default schananas/grounded_sam */
  readonly keywordModel?: string | undefined;
  /** Model for an automatic split. @default meta/sam-2 */
  readonly automaticModel?: string | undefined;
}

/** What Replicate documents of itself (P1 to P12, P14 to P18), with the default models. */
export const capabilities: Capabilities = {
  tasks: ["split", "cutout"],
  inputs: ["bytes", "url"],
  formats: ["png", "jpeg", "webp"],
  // Of a file that is uploaded (P8).
  maxBytes: 100 * 2 ** 20,
  keywords: { min: 1 },
  automatic: { maxLayers: 32 },
  mask: "provider",
  cost: { unit: "seconds" },
  cancel: true,
  // The vendor's own clients ask every 500 ms.
  cadence: { first: 1000, every: 1000, min: 500 },
  // A worker may have to boot first.
  deadline: 600_000,
  // Everything is removed an hour after the end (P7).
  resultLifetime: 3_600_000,
  // 600 submits and 3000 other requests a minute, of which every response says how many are left (P16).
  rateWindows: [],
  host: "api.replicate.com",
  keyInBrowser: "unstated",
  // Intended by its maintainers (P15).
  crossOrigin: "no",
};

/** Bytes of an image whose data URI has at most 256 kB. Larger ones are uploaded (P8). */
const maxInline = 190_000;

/** Any other word runs (P3). */
const states: StateTable = {
  STARTING: "queued",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  CANCELED: "canceled",
  ABORTED: "canceled",
};

/** The API that a token opens. */
export function replicateApi({ apiKey: key, baseUrl = "https://api.replicate.com" }: ReplicateOptions) {
  return defineApi({ id: "replicate", name: "Replicate", baseUrl, key, explain });
}

/** Replicate: runs models of the user's choice. One prediction per keyword. */
export function replicate(options: ReplicateOptions): Provider<"replicate"> {
  const api = replicateApi(options);
  const modelFor = (job: ModelJob) => {
    const option = optionFor(job);
    return options[option] ?? defaultModels[option];
  };
  /** A URL out of a response, if it is below the API's own base URL: nothing else may see the token (P4). */
  const own = (url: string | null | undefined) => (url?.startsWith(`${api.baseUrl}/`) ? url : "");

  /** Sends a request about a job: to where the service said it is, or else by its id. The response is the job. */
  const ask = async (
    handle: JobHandle,
    call: Pick<JsonCall, "kind" | "method">,
    action: string,
    context: CallContext,
  ): Promise<JobStatus> => {
    const { job, task, maxLayers, data } = handle;
    const path = (own(data?.get) || `/v1/predictions/${encodeURIComponent(job)}`) + action;
    const prediction = await callJson(api, { ...call, path }, predictionResponse, context);
    const { status: raw, error, output, data_removed } = prediction;
    const state = jobState(states, raw);
    if (state === "failed") return { state, raw, reason: { code: "job-failed", detail: wordOf(error) } };
    if (state !== "succeeded") return { state, raw };
    // An hour after its end the output is null, and the status stays (P7).
    if (data_removed) return { state: "failed", raw, reason: { code: "result-expired" } };
    const outputs = outputsOf(data?.model ?? modelFor(handle), task, output);
    return { state, raw, outputs: outputs.slice(0, maxLayers) };
  };

  /** An image as a model takes it: a URL, a data URI, or the URL of a file that is uploaded for this job (P8). */
  const sourceOf = async (image: JobRequest["image"], context: CallContext) => {
    if (image.kind === "url") return image.url;
    if (image.kind !== "bytes") return undefined;
    if (image.bytes.length <= maxInline) return toDataUri(image);
    context.uploading();
    const form = new FormData();
    form.append("content", imagePart(image));
    const call = { kind: "safe", method: "POST", path: "/v1/files", form, takes: "transfer" } as const;
    return (await callJson(api, call, fileResponse, context)).urls.get;
  };

  return {
    ...providerOf(api, capabilities),

    async submit(request, context) {
      const model = modelFor(request);
      const [, name, version] = /^(\w[\w.-]*\/\w[\w.-]*)(?::(\w+))?$/.exec(model) ?? [];
      if (!name) throw invalidRequest(`no model: ${model}`);
      const image = await sourceOf(request.image, context);
      if (!image) throw unsupportedRequest();
      const input = { image, ...wordsFor(model, request.keyword) };
      const json: PredictionRequest = { version, input };
      const path = `/v1/${version ? "" : `models/${name}/`}predictions`;
      // What a data URI held is not stored, so it can't be looked for (P17).
      const marker = isDataUri(image) ? "" : image;
      // Nothing asks the service to wait with its response until the job is done (P2).
      const call = { kind: "paid", method: "POST", path, json, marker } as const;
      const { id: job, urls } = await callJson(api, call, predictionResponse, context);
      const accepted = { job, submittedAt: context.clock.now(), data: { model, get: own(urls?.get) } };
      return { handle: newHandle(api, request, accepted) };
    },

    status: (handle, context) => ask(handle, { kind: "poll", method: "GET" }, "", context),

    // A job that has ended answers as one that was canceled does, so the status counts (P14).
    cancel: (handle, context) => ask(handle, { kind: "safe", method: "POST" }, "/cancel", context),

    async recover(intent, context, claim) {
      const { id: _, sentAt, marker, ...subject } = intent;
      // The service's clock may be two minutes behind ours.
      const since = new Date(sentAt - 120_000).toISOString();
      let path: string | null | undefined = marker && `/v1/predictions?created_after=${since}`;
      const listed: Listed[] = [];
      for (let pages = 25; path && pages > 0; pages--) {
        const call: JsonCall = { kind: "safe", method: "GET", path };
        const { results, next }: z.infer<typeof listResponse> = await callJson(
          api,
          call,
          listResponse,
          context,
        );
        listed.push(...results);
        path = next;
      }
      const model = modelFor(intent);
      const job = findPrediction(intent, model, listed, claim);
      return job ? { ...subject, job, submittedAt: sentAt, data: { model } } : undefined;
    },
  };
}

/** Reads a title, a sentence, and what is wrong with which field (P9, P10). A 429 may say in words how long to wait (P16). */
function explain(body: unknown): Explanation {
  const { title, detail, invalid_fields } = errorResponse.safeParse(body).data ?? {};
  const words = [detail ?? title, ...(invalid_fields ?? []).map(({ description }) => description)];
  const seconds = Number(/~(\d+)s/.exec(detail ?? "")?.[1]);
  return { detail: words.filter(Boolean).join("; ") || undefined, retryAfter: seconds * 1000 || undefined };
}
