import type { JobRequest } from "../../contract/job.ts";
import { newHandle } from "../../contract/new-handle.ts";
import type { Provider } from "../../contract/provider.ts";
import type { Api } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import { imagePart } from "../image-part.ts";
import { jobStatus } from "./job-status.ts";
import { payOnce } from "./pay-once.ts";
import { backgroundsResponse, cancelResponse, jobResponse, type Offer, statusResponse } from "./wire.ts";

/** Longest wait for a submit's answer, in milliseconds: some services answer only when the work is done. */
const submitTimeout = 200_000;

/**
 * One provider behind a relay. A handle's job is the service's own handle, sealed: only the relay can read it, and
 * only for the token that it was given to. Files come from the relay too, so that one host is all a plugin has to be
 * allowed.
 *
 * @param offer what the relay lists
 * @param payOnceFor for how many milliseconds the relay promises to know a submit again
 */
export function relayProvider(api: Api, offer: Offer, payOnceFor: number | undefined): Provider {
  const jobPath = (job: string) => `/v1/jobs/${encodeURIComponent(job)}`;
  return {
    id: api.id,
    name: api.name,
    capabilities: {
      ...offer.capabilities,
      // The relay keeps to the services' windows, which all of its users share.
      rateWindows: [],
      host: new URL(api.baseUrl).host,
      keyInBrowser: "allowed",
      crossOrigin: "yes",
    },

    async submit(request, context) {
      const key = crypto.randomUUID();
      const call = {
        kind: "paid",
        method: "POST",
        path: "/v1/jobs",
        form: formOf(offer.id, request),
        headers: { "idempotency-key": key },
        schema: jobResponse,
        timeout: submitTimeout,
        marker: key,
      } as const;
      const sent = payOnceFor ? payOnce(api, call, payOnceFor, context) : callApi(api, call, context);
      const { id: job, cost, ended } = await sent;
      const submittedAt = context.clock.now();
      return newHandle(api, request, {
        job,
        submittedAt,
        cost: cost ?? undefined,
        ended: ended || undefined,
      });
    },

    async status(handle, context) {
      const call = {
        kind: "poll",
        method: "GET",
        path: jobPath(handle.job),
        schema: statusResponse,
      } as const;
      return jobStatus(await callApi(api, call, context), api.baseUrl);
    },

    ...(offer.capabilities.cancel && {
      async cancel(handle, context) {
        const path = `${jobPath(handle.job)}/cancel`;
        await callApi(api, { kind: "safe", method: "POST", path, schema: cancelResponse }, context);
      },
    }),

    async backgrounds(context) {
      const path = `/v1/providers/${encodeURIComponent(offer.id)}/backgrounds`;
      const call = { kind: "safe", method: "GET", path, schema: backgroundsResponse } as const;
      const { backgrounds } = await callApi(api, call, context);
      return backgrounds.map(({ id, name, previewPath }) => {
        return { id, name, previewUrl: previewPath ? `${api.baseUrl}${previewPath}` : "" };
      });
    },
  } satisfies Provider;
}

/** The picture's name stays here: it is nobody's business. */
function formOf(provider: string, request: JobRequest): FormData {
  const { image, task } = request;
  const form = new FormData();
  form.append("provider", provider);
  form.append("task", task);
  if (task === "split") form.append("keyword", request.keyword);
  if (task === "replace-background") {
    const { background } = request;
    if (background.kind === "color") form.append("background-color", background.color);
    else form.append("background-id", background.id);
  }
  if (image.kind === "url") form.append("image-url", image.url);
  if (image.kind === "render") form.append("image-render", image.id);
  if (image.kind === "bytes") form.append("image", imagePart(image));
  return form;
}
