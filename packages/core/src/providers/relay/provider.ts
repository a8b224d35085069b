import type { JobRequest } from "../../contract/job.ts";
import { newHandle } from "../../contract/new-handle.ts";
import type { Provider } from "../../contract/provider.ts";
import { isStratifyError } from "../../errors/stratify-error.ts";
import type { Api } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import type { CallContext } from "../../http/call-context.ts";
import { imagePart } from "../image-part.ts";
import { jobStatus } from "./job-status.ts";
import { payOnce } from "./pay-once.ts";
import {
  backgroundsResponse,
  cancelResponse,
  jobResponse,
  type Offer,
  type RelayPromise,
  statusResponse,
} from "./wire.ts";

/** What one relay promises to all of its providers. */
export interface PromiseKeeper {
  readonly current: RelayPromise;
  renew(context: CallContext): Promise<void>;
}

/** Longest wait for a submit's answer, in milliseconds: some services answer only when the work is done. */
const submitTimeout = 200_000;

/**
 * One provider behind a relay. A handle's job is the service's own handle, sealed: only the relay can read it, and
 * only for the token that it was given to. Files come from the relay too, so that one host is all a plugin has to be
 * allowed.
 *
 * @param offer what the relay lists
 * @param promise what the relay promises at this time, asked for anew when it has changed
 */
export function relayProvider(api: Api, offer: Offer, promise: PromiseKeeper): Provider {
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
      const send = (context: CallContext) => {
        const { payOnceFor, epoch } = promise.current;
        const key = `${epoch ? `${epoch}.` : ""}${crypto.randomUUID()}`;
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
        return payOnceFor ? payOnce(api, call, payOnceFor, context) : callApi(api, call, context);
      };
      const sent = send(context).catch(async (error: unknown) => {
        if (!isForgotten(error)) throw error;
        await promise.renew(context);
        return send({ ...context, paying: async () => {} });
      });
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

/** Whether the relay was started anew since it was asked what it offers; nothing was sent on, or charged. */
function isForgotten(error: unknown): boolean {
  return isStratifyError(error) && error.status === 409 && !error.mayHaveBeenCharged;
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
