import { setTimeout as sleep } from "node:timers/promises";
import { type Call, filePart } from "../../call.ts";
import { spoil } from "../../file-store.ts";
import { pictureInfo } from "../../picture-info.ts";
import { bytes, json, type Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import { charge, type ServiceContext } from "../../service-context.ts";
import { withRetryAfter } from "../../service-site.ts";
import { darken } from "./darken.ts";
import type { RembgKnobs } from "./knobs.ts";
import { optionsOf, problemsOf, type RemoveOptions } from "./options.ts";

export const routes = {
  // A GET would make the server fetch any address: it is not served, which is a 405 (R4).
  remove: { method: "POST", path: "/api/remove", operation: "submit" },
  removeAsOnce: { method: "POST", path: "/", operation: "submit" },
  description: { method: "GET", path: "/openapi.json" },
} as const satisfies Record<string, RoutePlan>;

/** rembg's server: one request, one image. It has no key, no jobs and no memory, and listens to plain http (R1, R16). */
export function createRembg(context: ServiceContext, knobs: RembgKnobs): ServiceAnswers<keyof typeof routes> {
  async function remove(call: Call): Promise<Reply> {
    if (call.url.pathname !== knobs.path) return refuse(404);
    const form = await call.form();
    const file = await filePart(form, "file");
    const problems = problemsOf(form);
    if (!form || !file || problems.length > 0) return json(422, { detail: problems });

    charge(context, {
      service: "rembg",
      job: context.ids.uuid(),
      task: "cutout",
      source: file.bytes,
      cost: 0,
    });
    const { fault } = call;
    const latency = fault?.kind === "slow-job" ? fault.ms : knobs.latency;
    // Nobody looks at the connection: the work goes on when the client has gone (R12).
    await sleep(typeof latency === "number" ? latency : 0);
    try {
      if (fault?.kind === "job-failed") throw new Error(fault.message);
      const made = await make(file.bytes, optionsOf(call, form));
      const content = fault?.kind === "empty-output" ? new Uint8Array() : made;
      const result = { bytes: content, contentType: "image/png" };
      const isSpoilt = fault?.kind === "oversized" || fault?.kind === "wrong-content-type";
      return (isSpoilt && spoil(result, fault)) || bytes(200, result.contentType, content);
    } catch {
      return refuse(500);
    }
  }

  /** Images are upright, whatever the orientation tag of the source says (R6). */
  async function make(source: Uint8Array, { onlyMask, background }: RemoveOptions): Promise<Uint8Array> {
    if (!pictureInfo(source)) throw new Error("cannot identify image file");
    const { segmenter } = context;
    if (onlyMask) return (await segmenter.cutout(source)).mask.bytes;
    const picture = await segmenter.edit(source, { keep: "subject", background, format: "png" });
    if (!picture) throw new Error("The edit gave no picture");
    return darken(picture.bytes);
  }

  function description(): Reply {
    return json(200, { openapi: "3.1.0", info: { title: knobs.title, version: "2.0.67" }, paths: {} });
  }

  /** Any origin may call, but a 500 does not say so (R10). */
  const openly = (handle: (call: Call) => Reply | Promise<Reply>) => async (call: Call) => {
    const reply = await handle(call);
    const origin = call.headers.get("origin");
    if (origin === null || reply.status === 500) return reply;
    const letIn = { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" };
    return { ...reply, headers: { ...reply.headers, ...letIn } };
  };

  return {
    handlers: {
      remove: openly(remove),
      removeAsOnce: openly(remove),
      description: openly(description),
    },
    authenticate: () => undefined,
    refuse,
    unknownPath: () => refuse(404),
  };
}

const details: Readonly<Record<number, string>> = {
  404: "Not Found",
  405: "Method Not Allowed",
  422: "Unprocessable Entity",
};

/** FastAPI's JSON, but an error inside the server is text and says nothing (R5). */
function refuse(status: number, retryAfter?: number): Reply {
  if (status === 500)
    return bytes(500, "text/plain; charset=utf-8", new TextEncoder().encode("Internal Server Error"));
  return withRetryAfter(json(status, { detail: details[status] ?? "Service Unavailable" }), retryAfter);
}
