import type * as z from "zod/mini";
import type { CallContext } from "../../contract/call-context.ts";
import type { Capabilities } from "../../contract/capabilities.ts";
import { mediaTypes } from "../../contract/image.ts";
import type { JobRequest, JobStatus } from "../../contract/job.ts";
import type { Provider } from "../../contract/provider.ts";
import { type Api, defineApi } from "../../http/api.ts";
import { callJson } from "../../http/call-json.ts";
import { imageName } from "../../http/image-part.ts";
import { jobState, type StateTable } from "../../http/job-state.ts";
import { newHandle } from "../../http/new-handle.ts";
import { outputAt } from "../../http/output-at.ts";
import { providerOf } from "../../http/provider-of.ts";
import { putBytes } from "../../http/put-bytes.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { explain, failureCode } from "./explain.ts";
import {
  type PresignRequest,
  presignResponse,
  type SegmentationRequest,
  segmentationResponse,
  taskResponse,
} from "./wire.ts";

export interface HitPawOptions {
  /** Key from the HitPaw developer console. */
  readonly apiKey: string;
  /** @default "https://api-base.hitpaw.com" */
  readonly baseUrl?: string | undefined;
  /** Asks outright for cutout and mask, by a field that no page documents (H1). @default the field is not sent */
  readonly returnType?: "all" | undefined;
}

/**
 * The first two are documented, with `CONVERTING` for all that runs; the rest is in the vendor's MCP server, with
 * `INPUT_PREPARING`, `CONVERT_COMPLETED`, `OUTPUT_SAVING` and `OUTPUT_SAVED` for jobs that run.
 */
const states: StateTable = {
  COMPLETED: "succeeded",
  ERROR: "failed",
  WAITING: "queued",
  PENDING: "queued",
  ERROR_INTERRUPTION: "failed",
  TIMEOUT: "failed",
  REJECT: "failed",
  NSFW: "failed",
  CANCEL: "canceled",
};

/** What HitPaw documents of itself (H1 to H11). */
export const capabilities: Capabilities = {
  tasks: ["cutout"],
  inputs: ["url", "bytes"],
  formats: ["jpeg", "png", "webp"],
  mask: "provider",
  cost: { unit: "coins", perJob: 20 },
  cancel: false,
  cadence: { first: 2000, every: 3000, min: 2000 },
  deadline: 1_200_000,
  // The pages say eight days and seven, the MCP server says this (H3).
  resultLifetime: 86_400_000,
  rateWindows: [],
  host: "api-base.hitpaw.com",
  // One page says never to share the key, another shows it in a page's code (H8).
  keyInBrowser: "unstated",
  crossOrigin: "unknown",
};

/** HitPaw: cuts out the main subject, with a mask. It fetches the image itself; files are uploaded for it first. */
export function hitpaw(options: HitPawOptions): Provider<"hitpaw"> {
  const api = defineApi({
    id: "hitpaw",
    name: "HitPaw",
    baseUrl: options.baseUrl ?? "https://api-base.hitpaw.com",
    keyHeader: "apikey",
    key: options.apiKey,
    explain,
    freePost: { path: "/api/task-status", headers: { "content-type": "application/json" } },
    isFailure: (body) => failureCode(body) !== undefined,
  });

  return {
    ...providerOf(api, capabilities),

    async submit(request, context) {
      const json: SegmentationRequest = {
        file_url: await urlOf(api, request, context),
        ...(options.returnType && { return_type: options.returnType }),
      };
      const call = { kind: "paid", method: "POST", path: "/api/image-segmentation", json } as const;
      const { data } = await callJson(api, call, segmentationResponse, context);
      const { job_id: job, consume_coins } = data;
      const cost = typeof consume_coins === "number" ? { amount: consume_coins, unit: "coins" } : undefined;
      return { handle: newHandle(api, request, { job, submittedAt: context.clock.now(), cost }) };
    },

    async status(handle, context) {
      const json = { job_id: handle.job };
      const call = { kind: "poll", method: "POST", path: "/api/task-status", json } as const;
      return statusOf(await callJson(api, call, taskResponse, context));
    },
  };
}

/** Where the service can fetch the image: its own URL, or that of an upload made for it (H7). */
async function urlOf(api: Api, request: JobRequest, context: CallContext): Promise<string> {
  const { image } = request;
  if (image.kind === "url") return image.url;
  if (image.kind !== "bytes") throw unsupportedRequest(request);
  context.uploading();
  const json: PresignRequest = { filename: imageName(image.format), content_type: mediaTypes[image.format] };
  const call = { kind: "safe", method: "POST", path: "/api/oss/presign-put", json } as const;
  const { data } = await callJson(api, call, presignResponse, context);
  const { upload_url, access_url, content_type } = data;
  await putBytes({ url: upload_url, type: content_type ?? json.content_type, bytes: image.bytes }, context);
  return access_url;
}

function statusOf(body: z.infer<typeof taskResponse>): JobStatus {
  const { status, res_url, mask_url } = body.data?.status ? body.data : body;
  const raw = status ?? "";
  const state = jobState(states, raw);
  if (state === "failed") {
    const code = /^(reject|nsfw)$/i.test(raw.trim()) ? "content-refused" : "job-failed";
    return { state, raw, reason: { code } };
  }
  if (state !== "succeeded") return { state, raw };
  return { state, raw, outputs: [...outputAt("cutout", res_url), ...outputAt("mask", mask_url)] };
}
