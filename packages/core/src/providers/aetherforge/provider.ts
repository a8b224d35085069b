import { newHandle } from "../../contract/new-handle.ts";
import type { Provider } from "../../contract/provider.ts";
import { type Api, defineApi, type Explanation } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import { detailWords } from "../fastapi-detail.ts";
import { imagePart } from "../image-part.ts";
import { jobState, type StateTable } from "../job-state.ts";
import { unsupportedInput } from "../unsupported-input.ts";
import { errorResponse, jobIdResponse, jobStatusResponse } from "./wire.ts";

export interface AetherForgeOptions {
  /** Key from the AetherForge dashboard. */
  readonly apiKey: string;
  /** @default "https://api.aetherforgeai.com" */
  readonly baseUrl?: string;
  /** Keyword that stands for the main subject when the task is `cutout`. @default "character" */
  readonly subjectKeyword?: string;
}

/** `Succeed` is the documented word; its likely variants are taken as well (A1). */
const states: StateTable = {
  PENDING: "running",
  SUCCEED: "succeeded",
  SUCCEEDED: "succeeded",
  SUCCESS: "succeeded",
  COMPLETED: "succeeded",
  FAILED: "failed",
};

/** AetherForge AI: splits an image into layers by keyword. One job per keyword; every returned image is kept. */
export function aetherforge(options: AetherForgeOptions): Provider {
  const api: Api = defineApi({
    id: "aetherforge",
    name: "AetherForge AI",
    baseUrl: options.baseUrl ?? "https://api.aetherforgeai.com",
    authorization: ["authorization", `Bearer ${options.apiKey}`],
    key: options.apiKey,
    explain,
  });

  return {
    id: api.id,
    name: api.name,
    capabilities: {
      tasks: ["split", "cutout"],
      inputs: ["bytes"],
      formats: ["png", "jpeg"],
      keywords: { min: 1 },
      mask: "alpha",
      cost: { unit: "jobs" },
      cancel: false,
      cadence: { first: 1000, every: 2000, min: 1000 },
      deadline: 180_000,
      rateWindows: [],
      host: new URL(api.baseUrl).host,
      keyInBrowser: "unstated",
      crossOrigin: "unknown",
    },

    async submit(request, context) {
      if (request.image.kind !== "bytes") throw unsupportedInput(api, request);
      const keyword = request.task === "split" ? request.keyword : (options.subjectKeyword ?? "character");
      const form = new FormData();
      form.append("image", imagePart(request.image));
      form.append("keyword", keyword);
      const path = "/public/v1/image-tune/split-layer";
      const call = { kind: "paid", method: "POST", path, form, schema: jobIdResponse } as const;
      const { job_id } = await callApi(api, call, context);
      return newHandle(api, request, { job: job_id, submittedAt: context.clock.now() });
    },

    async status(handle, context) {
      const path = `/public/v1/job/${encodeURIComponent(handle.job)}`;
      const call = { kind: "poll", method: "GET", path, schema: jobStatusResponse } as const;
      const { status: raw, error_message, image_urls } = await callApi(api, call, context);
      const state = jobState(states, raw);
      if (state === "failed") {
        return { state, raw, reason: { code: "job-failed", detail: error_message ?? undefined } };
      }
      if (state !== "succeeded") return { state: "running", raw };
      const role = handle.task === "cutout" ? "cutout" : "layer";
      return { state, raw, outputs: (image_urls ?? []).map((content) => ({ role, content })) };
    },
  };
}

/** A 404 that speaks of the user is about the account, any other is about the job (A5). */
function explain(body: unknown, status: number): Explanation {
  const detail = detailWords(errorResponse.safeParse(body).data?.detail);
  const aboutUser = status === 404 && /\buser\b/i.test(detail ?? "");
  return { code: aboutUser ? "unauthorized" : undefined, detail };
}
