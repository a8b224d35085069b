import type { Capabilities } from "../../contract/capabilities.ts";
import type { Provider } from "../../contract/provider.ts";
import { usualRoles } from "../../contract/usual-roles.ts";
import { defineApi, type Explanation } from "../../http/api.ts";
import { callJson } from "../../http/call-json.ts";
import { detailWords } from "../../http/fastapi-detail.ts";
import { imagePart } from "../../http/image-part.ts";
import { jobState, type StateTable } from "../../http/job-state.ts";
import { newHandle } from "../../http/new-handle.ts";
import { outputAt } from "../../http/output-at.ts";
import { providerOf } from "../../http/provider-of.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { errorResponse, jobIdResponse, jobStatusResponse } from "./wire.ts";

export interface AetherForgeOptions {
  /** Key from the AetherForge dashboard. */
  readonly apiKey: string;
  /** @default "https://api.aetherforgeai.com" */
  readonly baseUrl?: string | undefined;
  /** Keyword that stands for the main subject when the task is `cutout`. @default "character" */
  readonly subjectKeyword?: string | undefined;
}

/** What AetherForge AI documents of itself (A1 to A9). */
export const capabilities: Capabilities = {
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
  host: "api.aetherforgeai.com",
  keyInBrowser: "unstated",
  crossOrigin: "unknown",
};

/** `Succeed` is the documented word, with `Pending` for jobs that run; its likely variants are taken as well (A1). */
const states: StateTable = {
  SUCCEED: "succeeded",
  SUCCEEDED: "succeeded",
  SUCCESS: "succeeded",
  COMPLETED: "succeeded",
  FAILED: "failed",
};

/** AetherForge AI: splits an image into layers by keyword. One job per keyword; every returned image is kept. */
export function aetherforge(options: AetherForgeOptions): Provider<"aetherforge"> {
  const { apiKey, baseUrl = "https://api.aetherforgeai.com", subjectKeyword = "character" } = options;
  const api = defineApi({
    id: "aetherforge",
    name: "AetherForge AI",
    baseUrl,
    key: apiKey,
    explain,
    freePost: { path: "/public/v1/image-tune/split-layer" },
  });

  return {
    ...providerOf(api, capabilities),

    async submit(request, context) {
      const keyword = request.task === "cutout" ? subjectKeyword : request.keyword;
      if (request.image.kind !== "bytes" || keyword === undefined) throw unsupportedRequest(request);
      const form = new FormData();
      form.append("image", imagePart(request.image));
      form.append("keyword", keyword);
      const path = "/public/v1/image-tune/split-layer";
      const call = { kind: "paid", method: "POST", path, form, takes: "transfer" } as const;
      const { job_id: job } = await callJson(api, call, jobIdResponse, context);
      return { handle: newHandle(api, request, { job, submittedAt: context.clock.now() }) };
    },

    async status(handle, context) {
      const path = `/public/v1/job/${encodeURIComponent(handle.job)}`;
      const call = { kind: "poll", method: "GET", path } as const;
      const response = await callJson(api, call, jobStatusResponse, context);
      const { status: raw, error_message, image_urls } = response;
      const state = jobState(states, raw);
      if (state === "failed") {
        return { state, raw, reason: { code: "job-failed", detail: error_message ?? undefined } };
      }
      if (state !== "succeeded") return { state: "running", raw };
      const role = usualRoles[handle.task];
      return { state, raw, outputs: (image_urls ?? []).flatMap((url) => outputAt(role, url)) };
    },
  };
}

/** A 404 that speaks of the user is about the account, any other is about the job (A5). */
function explain(body: unknown, status: number): Explanation {
  const detail = detailWords(errorResponse.safeParse(body).data?.detail);
  const aboutUser = status === 404 && /\buser\b/i.test(detail ?? "");
  return { code: aboutUser ? "unauthorized" : undefined, detail };
}
