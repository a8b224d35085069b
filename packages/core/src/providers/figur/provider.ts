import type * as z from "zod/mini";
import type { CallContext } from "../../contract/call-context.ts";
import type { Capabilities } from "../../contract/capabilities.ts";
import type { ImageFile } from "../../contract/image.ts";
import type { Provider } from "../../contract/provider.ts";
import { defineApi, type Explanation } from "../../http/api.ts";
import { callJson } from "../../http/call-json.ts";
import { detailWords } from "../../http/fastapi-detail.ts";
import { imagePart } from "../../http/image-part.ts";
import { newHandle } from "../../http/new-handle.ts";
import { providerOf } from "../../http/provider-of.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { clockSkew, findJob, markerOf } from "./find-job.ts";
import { jobStatus } from "./job-status.ts";
import {
  acceptedResponse,
  backgroundsResponse,
  cancelResponse,
  errorResponse,
  jobListResponse,
  jobResponse,
  type SwapRequest,
  uploadResponse,
} from "./wire.ts";

export interface FigurOptions {
  /** Key from FIGUR, `sk_live_...` or `sk_test_...`, with the capabilities `jobs:create` and `jobs:read`. */
  readonly apiKey: string;
  /** @default "https://api.figur.fit" */
  readonly baseUrl?: string | undefined;
  /** The preset that results are made under, as agreed with FIGUR: its values are not published (F4). */
  readonly outputPreset: string;
  /** Sent only when set: what it does is not published (F5). */
  readonly pilotBrand?: string | undefined;
}

/** The most entries that `GET /v1/jobs` gives at once, and the most times to ask for more. */
const pageSize = 200;
const maxPages = 25;

/** What FIGUR documents of itself (F1 to F13). */
export const capabilities: Capabilities = {
  tasks: ["replace-background"],
  inputs: ["bytes", "render"],
  formats: ["jpeg", "png", "webp"],
  // "25 MB" in the larger reading: uploads are free, so the service may decide about what lies between the two.
  maxBytes: 25 * 2 ** 20,
  backgrounds: ["catalogue"],
  mask: "none",
  cost: { unit: "credits", perJob: 5 },
  cancel: true,
  cadence: { first: 2000, every: 2000, min: 2000 },
  deadline: 600_000,
  rateWindows: [],
  host: "api.figur.fit",
  keyInBrowser: "forbidden",
  crossOrigin: "unknown",
};

/** FIGUR: puts what an image shows on a background of its catalogue. Makes a whole image, never a mask (F1). */
export function figur(options: FigurOptions): Provider<"figur"> {
  const { apiKey, outputPreset, pilotBrand } = options;
  const api = defineApi({
    id: "figur",
    name: "FIGUR",
    baseUrl: options.baseUrl ?? "https://api.figur.fit",
    key: apiKey,
    explain,
  });
  if (!outputPreset) throw new TypeError(`${api.name}: the output preset is missing`);

  const jobPath = (job: string) => `/v1/jobs/${encodeURIComponent(job)}`;
  const readJob = (kind: "safe" | "poll", job: string, context: CallContext) =>
    callJson(api, { kind, method: "GET", path: jobPath(job) }, jobResponse, context);

  const upload = async (image: ImageFile, context: CallContext) => {
    context.uploading();
    const form = new FormData();
    form.append("file", imagePart(image));
    const call = { kind: "safe", method: "POST", path: "/v1/uploads", form, takes: "transfer" } as const;
    return (await callJson(api, call, uploadResponse, context)).upload_key;
  };

  /** Reads a list to its end, page by page. */
  const readList = async <Answer, Entry>(
    path: string,
    schema: z.ZodMiniType<Answer>,
    entriesOf: (answer: Answer) => readonly Entry[],
    context: CallContext,
  ) => {
    const all: Entry[] = [];
    for (let page = 0; page < maxPages && all.length === page * pageSize; page++) {
      const query = `&limit=${pageSize}&offset=${all.length}`;
      const call = { kind: "safe", method: "GET", path: path + query } as const;
      all.push(...entriesOf(await callJson(api, call, schema, context)));
    }
    return all;
  };

  return {
    ...providerOf(api, capabilities),

    async submit(request, context) {
      const { image, task } = request;
      if (image.kind === "url" || task !== "replace-background" || request.background.kind !== "catalogue") {
        throw unsupportedRequest(request);
      }
      const source =
        image.kind === "render"
          ? { source_render_public_id: image.id }
          : { source_image_s3_key: await upload(image, context) };
      const json: SwapRequest = {
        ...source,
        background_image_public_id: request.background.id,
        output_preset: outputPreset,
        ...(pilotBrand && { pilot_brand: pilotBrand }),
      };
      const path = "/v1/background-swap-with-image";
      const call = { kind: "paid", method: "POST", path, json, marker: markerOf(json) } as const;
      const response = await callJson(api, call, acceptedResponse, context);
      const { job_id: job, request_id: requestId, credits_cost: amount } = response;
      const cost = typeof amount === "number" ? { amount, unit: "credits" } : undefined;
      const accepted = { job, submittedAt: context.clock.now(), cost, requestId };
      return { handle: newHandle(api, request, accepted) };
    },

    async status(handle, context) {
      return jobStatus(await readJob("poll", handle.job, context));
    },

    async cancel(handle, context) {
      const path = `${jobPath(handle.job)}/cancel`;
      await callJson(api, { kind: "safe", method: "POST", path }, cancelResponse, context);
    },

    async recover(intent, context, claim) {
      const since = new Date(intent.sentAt - clockSkew).toISOString();
      const path = `/v1/jobs?job_type=BACKGROUND_SWAP_WITH_IMAGE&created_after=${since}`;
      const jobs = await readList(path, jobListResponse, ({ jobs }) => jobs, context);
      const read = async (id: string) => (await readJob("safe", id, context)).request ?? {};
      const job = await findJob(intent, jobs, read, claim);
      if (!job) return undefined;
      const { id, marker, sentAt, ...subject } = intent;
      return { ...subject, version: 3, job, submittedAt: sentAt };
    },

    async backgrounds(context) {
      const path = "/v1/catalog/backgrounds?status=active";
      const entries = await readList(path, backgroundsResponse, (list) => list, context);
      return entries.map(({ public_id: id, image_url, spec, description }) => {
        const name = spec?.display_name || description || id;
        return { background: { kind: "catalogue", id }, name, previewUrl: image_url ?? "" };
      });
    },
  };
}

/** Reads both shapes of an error (F6). Each documented code has an HTTP status to itself, which tells as much. */
function explain(body: unknown): Explanation {
  const { error, detail } = errorResponse.safeParse(body).data ?? {};
  const { code: providerCode, message, request_id: requestId } = error ?? {};
  return { detail: message ?? detailWords(detail), providerCode, requestId };
}
