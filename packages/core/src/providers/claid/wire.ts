import * as z from "zod/mini";
import { fastapiDetail } from "../../http/fastapi-detail.ts";

/**
 * Body of `POST /{version}/image/edit/async`; without `input` also the `data` part of `.../image/edit/upload`
 * ("API reference", "Upload API reference"). Unknown keys and nulls are refused there, `category` excludes
 * `selective` (C9 to C12), and whatever is left out has defaults on which the documents disagree (C7 to C9).
 */
export interface EditRequest {
  readonly input?: string;
  readonly operations: {
    readonly background: {
      readonly remove: { readonly clipping: false } & (
        | { readonly category: "general" }
        | { readonly selective: { readonly object_to_keep: string } }
      );
      readonly color: string;
    };
  };
  readonly output: { readonly format: "png" };
}

const output = z.nullish(z.looseObject({ tmp_url: z.nullish(z.string()) }));

/** Answer to the async submit ("Async API reference"). `result_url` is left alone (C2). */
export const taskResponse = z.looseObject({
  data: z.looseObject({ id: z.unknown() }),
});

/**
 * Answer to `GET /{version}/image/edit/async/{id}` ("Async API reference"). The documents disagree about the type of
 * `errors[].created_at` (C4) and of an image's other fields (C6), so those are not looked at.
 */
export const taskStateResponse = z.looseObject({
  data: z.looseObject({
    status: z.string(),
    errors: z.nullish(z.array(z.looseObject({ error: z.nullish(z.string()) }))),
    result: z.nullish(z.looseObject({ output_object: output })),
  }),
});

/** Answer to `POST /{version}/image/edit/upload`: `output`, not `output_object` ("Upload API reference"). */
export const editResponse = z.looseObject({ data: z.looseObject({ output }) });

/** Error envelope ("Errors"), or in its place FastAPI's `detail` (OpenAPI fragments of the reference pages). */
export const errorResponse = z.looseObject({
  error_code: z.nullish(z.unknown()),
  error_message: z.nullish(z.string()),
  /** What is wrong with each field, as lists of sentences under dotted paths. */
  error_details: z.nullish(z.looseObject({})),
  detail: fastapiDetail,
});

/** The same envelope under `detail`, as "Rate limits" shows a 429. */
export const nestedErrorResponse = z.looseObject({ detail: errorResponse });
