import type { CallContext } from "../../contract/call-context.ts";
import type { Provider } from "../../contract/provider.ts";
import type { Api } from "../../http/api.ts";
import { callApi } from "../../http/call-api.ts";
import { callJson } from "../../http/call-json.ts";
import { newHandle } from "../../http/new-handle.ts";
import { payOnce } from "../../http/pay-once.ts";
import { wasRefused } from "../../http/was-refused.ts";
import { jobForm } from "./job-form.ts";
import { jobStatus } from "./job-status.ts";
import {
  backgroundsResponse,
  cancelResponse,
  jobResponse,
  type Offer,
  type RelayPromise,
  statusResponse,
} from "./wire.ts";

/** The id of a provider behind a relay. */
export type RelayId = `relay:${string}`;

/** What one relay promises to all of its providers. */
export interface PromiseKeeper {
  readonly current: RelayPromise;
  renew(context: CallContext): Promise<void>;
}

/**
 * One provider behind a relay. A handle's job is the service's own handle, sealed: only the relay can read it, and
 * only for the token that it was given to. Files come from the relay too, so that one host is all a plugin has to be
 * allowed.
 *
 * @param offer what the relay lists
 * @param promise what the relay promises at this time, asked for anew when it has changed
 */
export function relayProvider(api: Api, offer: Offer, promise: PromiseKeeper): Provider<RelayId> {
  const { synchronous, ...capabilities } = offer.capabilities;
  const jobPath = (job: string) => `/v1/jobs/${encodeURIComponent(job)}`;
  return {
    id: `relay:${offer.id}`,
    name: api.name,
    capabilities: {
      ...capabilities,
      // The relay keeps what comes with a submit, and gives links to it.
      ...(synchronous && { synchronous: { inputs: synchronous.inputs, result: "url" as const } }),
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
          form: jobForm(offer.id, request),
          headers: { "idempotency-key": key },
          expected: { json: jobResponse },
          // Some services respond only when the job is done.
          takes: "synchronous",
          marker: key,
        } as const;
        return payOnceFor ? payOnce(api, call, payOnceFor, context) : callApi(api, call, context);
      };
      const sent = send(context).catch(async (error: unknown) => {
        // The relay was started anew since it was asked what it offers; nothing was sent on, or charged.
        if (!wasRefused(error, 409)) throw error;
        await promise.renew(context);
        return send({ ...context, paying: async () => {} });
      });
      const { id: job, cost, ended } = (await sent).body;
      const submittedAt = context.clock.now();
      const accepted = { job, submittedAt, cost: cost ?? undefined, ended: ended || undefined };
      return { handle: newHandle(api, request, accepted) };
    },

    async status(handle, context) {
      const response = await callJson(
        api,
        { kind: "poll", method: "GET", path: jobPath(handle.job) },
        statusResponse,
        context,
      );
      return jobStatus(response, api.baseUrl);
    },

    ...(capabilities.cancel && {
      async cancel(handle, context) {
        const path = `${jobPath(handle.job)}/cancel`;
        await callJson(api, { kind: "safe", method: "POST", path }, cancelResponse, context);
      },
    }),

    async backgrounds(context) {
      const path = `/v1/providers/${encodeURIComponent(offer.id)}/backgrounds`;
      const { backgrounds } = await callJson(
        api,
        { kind: "safe", method: "GET", path },
        backgroundsResponse,
        context,
      );
      return backgrounds.map(({ id, name, previewPath }) => {
        const background = { kind: "catalogue", id } as const;
        return { background, name, previewUrl: previewPath ? `${api.baseUrl}${previewPath}` : "" };
      });
    },
  } satisfies Provider<RelayId>;
}
