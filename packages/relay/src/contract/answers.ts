import * as z from "zod/mini";

/** Everything that the relay answers in JSON, strictly: its published document is made of these. */

const says = (words: string) => z.describe(words);
const list = <Item extends z.ZodMiniType>(item: Item) => z.readonly(z.array(item));
const maybe = <Item extends z.ZodMiniType>(item: Item) => z.exactOptional(item);

export const taskKinds = z.enum(["split", "cutout", "replace-background"]);
const inputKinds = z.enum(["bytes", "url", "render"]);
const states = z.enum(["queued", "running", "succeeded", "failed", "canceled"]);

const capabilities = z.strictObject({
  tasks: list(taskKinds),
  inputs: list(inputKinds),
  formats: list(z.enum(["png", "jpeg", "webp", "gif", "bmp", "tiff", "avif", "heic"])),
  maxBytes: maybe(z.number().check(says("largest image in bytes"))),
  keywords: maybe(
    z.strictObject({
      min: z.number().check(says("shortest keyword in characters")),
      max: maybe(z.number().check(says("longest keyword in characters"))),
      vocabulary: maybe(list(z.string()).check(says("when present, the only words understood"))),
    }),
  ),
  automatic: maybe(
    z
      .strictObject({
        maxLayers: z.number().check(says("most that can be asked for")),
        ordered: maybe(z.literal(true).check(says("outputs come in depth order, from the bottom up"))),
      })
      .check(says("when present, split works without a keyword")),
  ),
  prompts: maybe(list(z.enum(["points", "box", "mask"])).check(says("kinds of prompts understood"))),
  backgrounds: maybe(list(z.enum(["color", "catalogue"]))),
  mask: z.enum(["provider", "alpha", "none"]).check(says("where masks come from")),
  cost: z.strictObject({
    unit: z.string().check(says("the provider's own unit, such as credits")),
    perJob: maybe(z.number()),
  }),
  cancel: z.boolean(),
  synchronous: maybe(
    z
      .strictObject({ inputs: list(inputKinds) })
      .check(says("inputs whose job runs while the submit waits for its answer")),
  ),
  cadence: z
    .strictObject({ first: z.number(), every: z.number(), min: z.number() })
    .check(says("when to poll, in milliseconds: first, spacing, shortest pause after any poll")),
  deadline: z.number().check(says("how long jobs may take, in milliseconds")),
  resultLifetime: maybe(z.number().check(says("shortest life of a result at the provider, in milliseconds"))),
  rateWindows: list(z.strictObject({ limit: z.number(), ms: z.number() })).check(
    says("the provider's own limits, which the relay keeps to for all its users"),
  ),
  host: maybe(z.string().check(says("where the relay sends the image; absent when it stays there"))),
  keyInBrowser: z.enum(["allowed", "unstated", "forbidden"]).check(says("of the provider's own key")),
  crossOrigin: z.enum(["yes", "no", "unknown"]).check(says("of the provider itself; the relay lets all in")),
});

/** Answer to `GET /v1/providers`. */
export const providersAnswer = z.strictObject({
  payOnceFor: z
    .number()
    .check(says("milliseconds in which a submit with the same key is paid once; 0 promises nothing")),
  epoch: maybe(
    z
      .string()
      .check(
        says("goes before each key, with a point between: a relay that was started anew has another one"),
      ),
  ),
  providers: list(z.strictObject({ id: z.string(), name: z.string(), capabilities })),
});
export type ProvidersAnswer = z.infer<typeof providersAnswer>;

/** Answer to `GET /v1/providers/{id}/backgrounds`. */
export const backgroundsAnswer = z.strictObject({
  backgrounds: list(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      previewPath: maybe(z.string().check(says("of a thumbnail; no token needed, short-lived"))),
    }),
  ),
});
export type BackgroundsAnswer = z.infer<typeof backgroundsAnswer>;

/** Answer to `POST /v1/jobs`. */
export const jobAnswer = z.strictObject({
  id: z.string().check(says("the provider's handle, sealed; opens only for the token that made it")),
  cost: maybe(z.strictObject({ amount: z.number(), unit: z.string() })),
  ended: maybe(z.literal(true).check(says("the job is done already: ask for its status at once"))),
});
export type JobAnswer = z.infer<typeof jobAnswer>;

/** Answer to `GET /v1/jobs/{id}`. */
export const statusAnswer = z.strictObject({
  state: states,
  raw: z.string().check(says("the provider's own word")),
  note: maybe(z.string().check(says("the provider's own progress text"))),
  outputs: maybe(
    list(
      z.strictObject({
        role: z.enum(["layer", "cutout", "mask", "composite", "remainder"]),
        label: maybe(z.string()),
        path: z.string().check(says("of the file below this relay; no token needed, short-lived")),
      }),
    ).check(says("when succeeded")),
  ),
  reason: maybe(
    z
      .strictObject({
        code: z.enum(["job-failed", "content-refused", "no-output", "result-expired"]),
        detail: maybe(z.string()),
        providerCode: maybe(z.string()),
        refunded: maybe(z.boolean()),
      })
      .check(says("when failed")),
  ),
  refunded: maybe(z.boolean().check(says("when canceled"))),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

/** Answer to everything that fails. */
export const errorAnswer = z.strictObject({
  error: z.strictObject({
    code: z.string().check(says("one of @stratify/core's error codes")),
    message: z.string().check(says("what happened and what to do")),
    detail: maybe(z.string()),
    provider: maybe(z.string().check(says("absent when the relay itself says no"))),
    providerCode: maybe(z.string()),
    requestId: maybe(z.string()),
    retryAfter: maybe(z.number().check(says("milliseconds"))),
    mayHaveBeenCharged: z.boolean(),
    refunded: maybe(z.boolean()),
  }),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** Answer to `GET /healthz`. */
export const healthAnswer = z.strictObject({ status: z.literal("ok") });
