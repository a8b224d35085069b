import { type Call, filePart, jsonBody, parseJson } from "../../call.ts";
import type { Check } from "../../checks.ts";
import type { Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import { fetchPicture, type ServiceContext } from "../../service-context.ts";
import { bearer } from "../../service-site.ts";
import { readEdit } from "./edit.ts";
import { invalid, invalidTaskId, rateHeaders, refuseClaid } from "./errors.ts";
import { key } from "./key.ts";
import type { ClaidKnobs } from "./knobs.ts";
import { editBody, uploadBody } from "./operations.ts";
import { createClaidTasks } from "./tasks.ts";

const edits = "/:version{v1(?:-beta1)?}/image/edit";

export const routes = {
  editAsync: { method: "POST", path: `${edits}/async`, operation: "submit" },
  taskStatus: { method: "GET", path: `${edits}/async/:id`, operation: "status" },
  editByAddress: { method: "POST", path: edits, operation: "submit" },
  editUpload: { method: "POST", path: `${edits}/upload`, operation: "submit" },
} as const satisfies Record<string, RoutePlan>;

/** Claid: one edit per call, asynchronous by address or synchronous, under `/v1-beta1` and `/v1` alike. */
export function createClaid(context: ServiceContext, knobs: ClaidKnobs): ServiceAnswers<keyof typeof routes> {
  const tasks = createClaidTasks(context, knobs);

  function editAsync(call: Call): Reply {
    const body = jsonBody(call);
    const refusal = refuseBody(body, editBody);
    return refusal ?? tasks.submit(readEdit(body), body, call);
  }

  async function editByAddress(call: Call): Promise<Reply> {
    const body = jsonBody(call);
    const refusal = refuseBody(body, editBody);
    if (refusal) return refusal;
    const request = readEdit(body);
    const source = fetchPicture(context, request.input);
    return source
      ? tasks.edit(request, source, call.fault)
      : refuseClaid(400, undefined, "Could not fetch the input.");
  }

  async function editUpload(call: Call): Promise<Reply> {
    const form = await call.form();
    const file = await filePart(form, "file");
    const data = form?.get("data");
    if (!file || data === undefined || data === null) {
      const missing = [...(file ? [] : ["file"]), ...(data ? [] : ["data"])];
      return invalid(missing.map((name) => ({ path: [name], type: "missing", message: "Field required" })));
    }
    // The documentation's sample sends a JSON part, its schema says a plain string: both are taken.
    const body = parseJson(typeof data === "string" ? data : await data.text());
    return refuseBody(body, uploadBody) ?? tasks.edit(readEdit(body), file.bytes, call.fault);
  }

  function refuseBody(body: unknown, check: Check): Reply | undefined {
    if (body === undefined) return refuseClaid(400, undefined, "Could not parse the request's JSON.");
    const problems = check(body, []);
    if (problems.length > 0) return invalid(problems);
    if (readEdit(body).destination !== undefined) return refuseClaid(400, undefined, "Storage not found.");
    return knobs.credits < 1 ? refuseClaid(402) : undefined;
  }

  function taskStatus(call: Call): Reply | Promise<Reply> {
    const id = call.params.id ?? "";
    return /^\d+$/.test(id) ? tasks.status(id, call.fault) : invalidTaskId();
  }

  return {
    handlers: { editAsync, taskStatus, editByAddress, editUpload },
    authenticate(call) {
      const sent = bearer(call);
      if (sent === key.limited) return refuseClaid(403);
      return sent === key.good ? undefined : refuseClaid(401);
    },
    refuse: refuseClaid,
    unknownPath: () => refuseClaid(404, undefined, "Not Found"),
    answerHeaders: (rate, windows) => ({ ...rateHeaders(rate, windows), "x-request-id": context.ids.uuid() }),
  };
}
