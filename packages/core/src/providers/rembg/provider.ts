import type { Capabilities } from "../../contract/capabilities.ts";
import type { Provider } from "../../contract/provider.ts";
import { type Api, defineApi, type Explanation } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import { detailWords } from "../../http/fastapi-detail.ts";
import { imagePart } from "../../http/image-part.ts";
import { newHandle } from "../../http/new-handle.ts";
import { providerOf } from "../../http/provider-of.ts";
import { unsupportedRequest } from "../../http/unsupported-request.ts";
import { errorResponse } from "./wire.ts";

export interface RembgOptions {
  /** Where the server is, such as `http://localhost:7000`. There is no usual one, and plain http is taken (R16). */
  readonly baseUrl: string;
  /** The model that finds the subject, sent unchanged (R3). @default the server's own, `u2net` */
  readonly model?: string | undefined;
}

/**
 * What rembg's server does (R1 to R7, R10 to R14, R16). It charges nothing, takes bytes only (R4), and keeps nothing: the
 * response is the only copy (R1). Results are upright, whatever the orientation tag says (R6).
 */
export const capabilities: Capabilities = {
  tasks: ["cutout"],
  inputs: ["bytes"],
  formats: ["bmp", "gif", "jpeg", "png", "tiff", "webp"],
  synchronous: { inputs: ["bytes"], result: "bytes" },
  mask: "alpha",
  cost: { unit: "free" },
  // A closed connection does not stop the work (R12).
  cancel: false,
  cadence: { first: 1000, every: 1000, min: 1000 },
  // The first request for a model downloads its weights (R11).
  deadline: 600_000,
  rateWindows: [],
  host: "localhost:7000",
  keyInBrowser: "allowed",
  // Any origin may call (R10).
  crossOrigin: "yes",
};

/** The API of one rembg server. */
export function rembgApi(baseUrl: string): Api<"rembg"> {
  return defineApi({ id: "rembg", name: "rembg", baseUrl, free: true, explain });
}

/** rembg's HTTP server: cuts out the main subject, on a machine of the user's own. The response is the image. */
export function rembg({ baseUrl, model }: RembgOptions): Provider<"rembg"> {
  const api = rembgApi(baseUrl);
  return {
    ...providerOf(api, capabilities),

    async submit(request, context) {
      const { image, task } = request;
      if (task !== "cutout" || image.kind !== "bytes") throw unsupportedRequest();
      // Both are form fields; options in the wrong place are ignored without an error (R2).
      const form = new FormData();
      form.append("file", imagePart(image));
      if (model) form.append("model", model);
      // The color of half-transparent pixels is darkened (R7): the alpha counts, layers have the source's own pixels.
      const expected = { image: (content: Uint8Array) => ({ role: "cutout", content }) as const };
      const call = { kind: "paid", method: "POST", path: "/api/remove", form, expected } as const;
      const { body } = await callApi(api, { ...call, takes: "synchronous" }, context);
      const accepted = { job: crypto.randomUUID(), submittedAt: context.clock.now() };
      return { handle: newHandle(api, request, accepted), outputs: [body] };
    },

    // There is nothing to ask: the outputs came with the submit (R1).
    status: async () => ({ state: "failed", raw: "", reason: { code: "no-output" } }),
  };
}

/**
 * A 404 or 405 comes from an outdated server or another program, not from an unknown job (R14). A 500 does not say what is
 * wrong, most often with the image or the model (R5).
 */
function explain(body: unknown, status: number): Explanation {
  if (status === 500) return { detail: "check the image's format and the model" };
  const detail = detailWords(errorResponse.safeParse(body).data?.detail);
  return { code: status === 404 || status === 405 ? "unexpected-response" : undefined, detail };
}
