import { type Call, jsonBody } from "./call.ts";
import type { Check } from "./checks.ts";
import { readEdit } from "./claid-edit.ts";
import { documentedWindows, invalid, invalidTaskId, rateHeaders, refuseClaid } from "./claid-errors.ts";
import { editBody, uploadBody } from "./claid-operations.ts";
import { createClaidTasks } from "./claid-tasks.ts";
import type { ClaidKnobs } from "./knobs.ts";
import { readForm } from "./multipart.ts";
import type { Reply } from "./reply.ts";
import { fetchPicture, type ServiceContext } from "./service-context.ts";
import { bearer, type ServiceDefinition } from "./service-site.ts";

/**
 * Claid: one edit per call, asynchronous by address or synchronous, under `/v1-beta1` and `/v1` alike.
 *
 * @param limitedKey a good key without the scope for image editing
 */
export function createClaid(
  context: ServiceContext,
  knobs: ClaidKnobs,
  apiKey: string,
  limitedKey: string,
): ServiceDefinition {
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
    const form = await readForm(call);
    const file = form?.get("file");
    const data = form?.get("data");
    if (!file || file.filename === undefined || !data) {
      const missing = [...(file?.filename === undefined ? ["file"] : []), ...(data ? [] : ["data"])];
      return invalid(missing.map((name) => ({ path: [name], type: "missing", message: "Field required" })));
    }
    // The documentation's sample sends a JSON part, its schema says a plain string: both are taken.
    const body = jsonBody({ ...call, body: data.bytes });
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

  const image = "^/(?<version>v1|v1-beta1)/image/edit";
  return {
    service: "claid",
    knobs,
    routes: [
      { method: "POST", path: new RegExp(`${image}/async$`), operation: "submit", handle: editAsync },
      {
        method: "GET",
        path: new RegExp(`${image}/async/(?<id>[^/]+)$`),
        operation: "status",
        handle: taskStatus,
      },
      { method: "POST", path: new RegExp(`${image}$`), operation: "submit", handle: editByAddress },
      { method: "POST", path: new RegExp(`${image}/upload$`), operation: "submit", handle: editUpload },
    ],
    authenticate(call) {
      const key = bearer(call);
      if (key === limitedKey) return refuseClaid(403);
      return key === apiKey ? undefined : refuseClaid(401);
    },
    refuse: refuseClaid,
    unknownPath: () => refuseClaid(404, undefined, "Not Found"),
    answerHeaders: (rate, windows) => ({ ...rateHeaders(rate, windows), "x-request-id": context.ids.uuid() }),
    reportedWindows: documentedWindows,
  };
}
