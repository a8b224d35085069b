import * as z from "zod/mini";
import { knownWords } from "./known-words.ts";

/** Every shape here is that of the relay's published document, `packages/relay/openapi.json`. */
const text = z.nullish(z.string());
const flag = z.nullish(z.boolean());

const keywords = z.looseObject({
  min: z.number(),
  max: z.exactOptional(z.number()),
  vocabulary: z.exactOptional(z.array(z.string())),
});

const inputKinds = knownWords(["bytes", "url", "render"]);

/** What one provider behind the relay can do: core's own capabilities, as JSON. */
const capabilities = z.looseObject({
  tasks: knownWords(["split", "cutout", "replace-background"]),
  inputs: inputKinds,
  formats: knownWords(["png", "jpeg", "webp", "gif", "bmp", "tiff", "avif", "heic"]),
  maxBytes: z.exactOptional(z.number()),
  keywords: z.exactOptional(keywords),
  backgrounds: z.exactOptional(knownWords(["color", "catalogue"])),
  automatic: z.exactOptional(
    z.looseObject({ maxLayers: z.number(), ordered: z.exactOptional(z.literal(true)) }),
  ),
  prompts: z.exactOptional(knownWords(["points", "box", "mask"])),
  mask: z.enum(["provider", "alpha", "none"]),
  cost: z.looseObject({ unit: z.string(), perJob: z.exactOptional(z.number()) }),
  cancel: z.boolean(),
  synchronous: z.exactOptional(z.looseObject({ inputs: inputKinds })),
  cadence: z.looseObject({ first: z.number(), every: z.number(), min: z.number() }),
  deadline: z.number(),
  resultLifetime: z.exactOptional(z.number()),
});

/** Answer to `GET /v1/providers`. */
export const providersResponse = z.looseObject({
  /** For how long, in milliseconds, a submit with the same key is paid once; absent where nothing is promised. */
  payOnceFor: z.nullish(z.number()),
  /** Goes before each key: the relay refuses those of an earlier start, whose submits it has forgotten. */
  epoch: text,
  providers: z.array(z.looseObject({ id: z.string(), name: z.string(), capabilities })),
});

/** What a relay promises of submits that are sent again. */
export type RelayPromise = Pick<z.infer<typeof providersResponse>, "payOnceFor" | "epoch">;

export type Offer = z.infer<typeof providersResponse>["providers"][number];

/** Answer to `POST /v1/jobs`. The id is the provider's whole handle, sealed by the relay. */
export const jobResponse = z.looseObject({
  id: text,
  cost: z.nullish(z.looseObject({ amount: z.number(), unit: z.string() })),
  ended: flag,
});

/** Answer to `GET /v1/jobs/{id}`. A path is below the relay's own address. */
export const statusResponse = z.looseObject({
  state: z.string(),
  raw: text,
  note: text,
  outputs: z.nullish(z.array(z.looseObject({ role: text, label: text, path: z.string() }))),
  reason: z.nullish(z.looseObject({ code: text, detail: text, providerCode: text, refunded: flag })),
  refunded: flag,
});

/** Answer to `GET /v1/providers/{id}/backgrounds`. */
export const backgroundsResponse = z.looseObject({
  backgrounds: z.array(z.looseObject({ id: z.string(), name: z.string(), previewPath: text })),
});

/** Answer to `POST /v1/jobs/{id}/cancel`: nothing. */
export const cancelResponse = z.unknown();

/** Every error, under a status of 400 or more. */
export const errorResponse = z.looseObject({
  error: z.looseObject({ code: z.string(), detail: text, providerCode: text, requestId: text }),
});
