import * as z from "zod/mini";

const text = z.nullish(z.string());

/** Body of a submit (API reference). Other fields beside these are refused (P9). */
export interface PredictionRequest {
  /** 64 characters. Absent for official models, which have an endpoint of their own (P1). */
  readonly version: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Response to a submit (201, P18), a status and a cancel (200). What `output` looks like is the model's affair (P5).
 * `urls.cancel` is
 * `urls.get` with `/cancel` behind it.
 */
export const predictionResponse = z.looseObject({
  id: text,
  status: z.string(),
  output: z.nullish(z.unknown()),
  error: z.nullish(z.unknown()),
  data_removed: z.nullish(z.unknown()),
  urls: z.nullish(z.looseObject({ get: text })),
});

/** Response to `POST /v1/files`. The URL goes into a model's input as it is (P8). */
export const fileResponse = z.looseObject({ urls: z.looseObject({ get: z.string() }) });

/** Response to `GET /v1/predictions`, newest first; `next` is the URL of the next page (P17). */
export const listResponse = z.looseObject({
  next: text,
  results: z.array(
    z.looseObject({ id: z.string(), model: text, version: text, input: z.nullish(z.looseObject({})) }),
  ),
});

/** Response to `GET /v1/account`: whose token this is. */
export const accountResponse = z.looseObject({});

/** Error body, `application/problem+json`; a 429 has `detail` alone (P10), a 422 may list fields (P9). */
export const errorResponse = z.looseObject({
  title: text,
  detail: text,
  invalid_fields: z.nullish(z.array(z.looseObject({ description: text }))),
});
