import { type Call, jsonBody } from "../../call.ts";
import { anything, object, string } from "../../checks.ts";
import type { RateState } from "../../rate-limit.ts";
import { json, type Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import type { ServiceContext } from "../../service-context.ts";
import { bearer } from "../../service-site.ts";
import { invalid, refuse } from "./errors.ts";
import { ReplicateInputs } from "./inputs.ts";
import { key } from "./key.ts";
import type { ReplicateKnobs } from "./knobs.ts";
import { type Model, type ModelInput, models } from "./models.ts";
import { createPredictions } from "./predictions.ts";

export const routes = {
  submit: { method: "POST", path: "/v1/predictions", operation: "submit" },
  submitOfficial: { method: "POST", path: "/v1/models/:owner/:name/predictions", operation: "submit" },
  list: { method: "GET", path: "/v1/predictions", operation: "list" },
  status: { method: "GET", path: "/v1/predictions/:id", operation: "status" },
  cancel: { method: "POST", path: "/v1/predictions/:id/cancel", operation: "cancel" },
  upload: { method: "POST", path: "/v1/files", operation: "upload" },
  account: { method: "GET", path: "/v1/account" },
} as const satisfies Record<string, RoutePlan>;

/** Other fields at the top level are refused (P9). */
const common = { webhook: string(), webhook_events_filter: anything, stream: anything };
const input = object({}, { open: true });
const versioned = object({ ...common, version: string(1), input }, { required: ["version", "input"] });
const unversioned = object({ ...common, input }, { required: ["input"] });

/** Replicate: runs the models of `models.ts`, by version or as official ones. */
export function createReplicate(
  context: ServiceContext,
  knobs: ReplicateKnobs,
): ServiceAnswers<keyof typeof routes> {
  const inputs = new ReplicateInputs(context);
  const predictions = createPredictions(context, knobs, inputs);

  /** A bare id, `owner/name:id`, or `owner/name` of an official model (P1). */
  function submit(call: Call): Reply {
    const body = jsonBody(call);
    const problems = versioned(body, []);
    if (problems.length > 0) return invalid(problems);
    const { version } = body as { readonly version: string };
    const model = models.find((each) =>
      each.official
        ? version === each.name
        : version === each.version || version === `${each.name}:${each.version}`,
    );
    if (!model) {
      const message = "does not exist or is not allowed";
      return invalid([{ path: ["version"], type: "invalid_version", message }]);
    }
    return run(call, model, body);
  }

  function submitOfficial(call: Call): Reply {
    const body = jsonBody(call);
    const problems = unversioned(body, []);
    if (problems.length > 0) return invalid(problems);
    const { owner, name } = call.params;
    const model = models.find((each) => each.official && each.name === `${owner}/${name}`);
    return model ? run(call, model, body) : refuse(404);
  }

  function run(call: Call, model: Model, body: unknown): Reply {
    const { input } = body as { readonly input: ModelInput };
    const problems = model.input(input, ["input"]);
    if (problems.length > 0) return invalid(problems);
    if (!inputs.isTooLong(input.image)) return predictions.submit(call, model, input);
    return invalid([{ path: ["input", "image"], type: "too_long", message: "is larger than 10 MB" }]);
  }

  const account = (): Reply =>
    json(200, {
      type: "user",
      username: "sandbox",
      name: "Sandbox",
      github_url: "https://github.com/sandbox",
    });

  return {
    handlers: {
      submit,
      submitOfficial,
      list: predictions.list,
      status: predictions.status,
      cancel: predictions.cancel,
      upload: (call) => inputs.upload(call),
      account,
    },
    authenticate: (call) => (bearer(call) === key.good ? undefined : refuse(401)),
    refuse,
    unknownPath: () => refuse(404),
    answerHeaders: ({ remaining, reset }: RateState) => ({
      // Where no limit is enforced, none is used up.
      "ratelimit-remaining": String(Math.max(knobs.rateLimit.length > 0 ? 0 : 1, remaining)),
      "ratelimit-reset": String(reset),
    }),
  };
}
