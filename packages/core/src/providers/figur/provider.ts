import type * as z from "zod/mini";
import { newHandle } from "../../contract/new-handle.ts";
import type { Provider } from "../../contract/provider.ts";
import { StratifyError } from "../../errors/stratify-error.ts";
import { type Api, defineApi, type Explanation } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import type { CallContext } from "../../http/call-context.ts";
import { named } from "../../http/named.ts";
import { detailWords } from "../fastapi-detail.ts";
import { imagePart } from "../image-part.ts";
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
  readonly baseUrl?: string;
  /** The preset that results are made under, as agreed with FIGUR: its values are not published (F4). */
  readonly outputPreset: string;
  /** Sent only when set: what it does is not published (F5). */
  readonly pilotBrand?: string;
}

/** The most entries that `GET /v1/jobs` gives at once, and the most times to ask for more. */
const pageSize = 200;
const mostPages = 25;

/** FIGUR: puts what a picture shows on a background of its catalogue. Makes a whole picture, never a mask (F1). */
export function figur(options: FigurOptions): Provider {
  const { apiKey, outputPreset, pilotBrand } = options;
  const api: Api = defineApi({
    id: "figur",
    name: "FIGUR",
    baseUrl: options.baseUrl ?? "https://api.figur.fit",
    authorization: ["authorization", `Bearer ${apiKey}`],
    key: apiKey,
    explain,
  });
  if (!outputPreset) throw new TypeError(`${api.name}: the output preset is missing`);

  /** Jobs whose handles were given out: whoever looks for a lost job need not ask about these. */
  const known = new Set<string>();

  const jobPath = (job: string) => `/v1/jobs/${encodeURIComponent(job)}`;
  const readJob = (kind: "safe" | "poll", job: string, context: CallContext) =>
    callApi(api, { kind, method: "GET", path: jobPath(job), schema: jobResponse }, context);

  /** Reads a list to its end, page by page. */
  const readList = async <Answer, Entry>(
    path: string,
    schema: z.ZodMiniType<Answer>,
    entriesOf: (answer: Answer) => readonly Entry[],
    context: CallContext,
  ) => {
    const all: Entry[] = [];
    for (let page = 0; page < mostPages && all.length === page * pageSize; page++) {
      const query = `&limit=${pageSize}&offset=${all.length}`;
      const call = { kind: "safe", method: "GET", path: path + query, schema } as const;
      all.push(...entriesOf(await callApi(api, call, context)));
    }
    return all;
  };

  return {
    id: api.id,
    name: api.name,
    capabilities: {
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
      host: new URL(api.baseUrl).host,
      keyInBrowser: "forbidden",
      crossOrigin: "unknown",
    },

    async submit(request, context) {
      const { image, task } = request;
      if (image.kind === "url" || task !== "replace-background" || request.background.kind !== "catalogue") {
        throw new StratifyError({ ...named(api), code: "unsupported", image: image.name });
      }
      const swap = {
        background_image_public_id: request.background.id,
        output_preset: outputPreset,
        ...(pilotBrand && { pilot_brand: pilotBrand }),
      };
      let json: SwapRequest;
      if (image.kind === "render") {
        json = { source_render_public_id: image.id, ...swap };
      } else {
        context.uploading();
        const form = new FormData();
        form.append("file", imagePart(image));
        const call = { kind: "safe", method: "POST", path: "/v1/uploads", form, timeout: 120_000 } as const;
        const { upload_key } = await callApi(api, { ...call, schema: uploadResponse }, context);
        json = { source_image_s3_key: upload_key, ...swap };
      }

      const call = { kind: "paid", method: "POST", path: "/v1/background-swap-with-image", json } as const;
      const paid = { ...call, schema: acceptedResponse, marker: markerOf(json) };
      const { job_id: job, request_id, credits_cost: amount } = await callApi(api, paid, context);
      const cost = typeof amount === "number" ? { amount, unit: "credits" } : undefined;
      const requestId = request_id ?? undefined;
      const handle = newHandle(api, request, { job, submittedAt: context.clock.now(), cost, requestId });
      if (known.size > 1000) known.clear();
      known.add(handle.job);
      return handle;
    },

    async status(handle, context) {
      return jobStatus(await readJob("poll", handle.job, context));
    },

    async cancel(handle, context) {
      const path = `${jobPath(handle.job)}/cancel`;
      await callApi(api, { kind: "safe", method: "POST", path, schema: cancelResponse }, context);
    },

    async recover(intent, context) {
      const since = new Date(intent.sentAt - clockSkew).toISOString();
      const path = `/v1/jobs?job_type=BACKGROUND_SWAP_WITH_IMAGE&created_after=${since}`;
      const jobs = await readList(path, jobListResponse, (answer) => answer.jobs, context);
      const lost = jobs.filter(({ public_id }) => !known.has(public_id));
      const job = await findJob(
        intent,
        lost,
        async (id) => (await readJob("safe", id, context)).request ?? {},
      );
      if (!job) return undefined;
      const { task, image, sentAt } = intent;
      return { version: 2, provider: api.id, job, task, image, submittedAt: sentAt };
    },

    async backgrounds(context) {
      const path = "/v1/catalog/backgrounds?status=active";
      const entries = await readList(path, backgroundsResponse, (answer) => answer, context);
      return entries.map(({ public_id: id, image_url, spec, description }) => {
        return { id, name: spec?.display_name || description || id, previewUrl: image_url ?? "" };
      });
    },
  };
}

/** Reads both shapes of an error (F6). Each documented code has an HTTP status to itself, which tells as much. */
function explain(body: unknown): Explanation {
  const { error, detail } = errorResponse.safeParse(body).data ?? {};
  const { code, message, request_id } = error ?? {};
  return {
    detail: message ?? detailWords(detail),
    providerCode: code ?? undefined,
    requestId: request_id ?? undefined,
  };
}
