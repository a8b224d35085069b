import * as z from "zod/mini";
import { fastapiDetail } from "../../http/fastapi-detail.ts";

const text = z.nullish(z.string());

/** Answer to `POST /v1/uploads` (operation page). Its `image_url` is a preview, not an input, so it is not read. */
export const uploadResponse = z.looseObject({ upload_key: z.string() });

/**
 * Body of `POST /v1/background-swap-with-image` (operation page, `BackgroundSwapWithImageRequest`). That it takes
 * exactly one of the two sources is implied there, not written (F3).
 */
export type SwapRequest = (
  | { readonly source_image_s3_key: string; readonly source_render_public_id?: never }
  | { readonly source_render_public_id: string; readonly source_image_s3_key?: never }
) & {
  readonly background_image_public_id: string;
  /** Required; no value is published anywhere (F4). */
  readonly output_preset: string;
  /** In the schema, explained nowhere (F5). */
  readonly pilot_brand?: string;
};

/**
 * The 202 of every dispatch (operation page, `WorkflowAcceptedResponse`). One stored copy of the page has no
 * `job_id`, the other has a nullable one (F2). `status` has a default (F11), and the first poll tells it anyway.
 */
export const acceptedResponse = z.looseObject({
  request_id: text,
  job_id: text,
  credits_cost: z.unknown(),
});

/** What a job was asked to do: documented as an open object, expected to repeat the {@link SwapRequest}. */
const echo = z.looseObject({
  source_image_s3_key: text,
  source_render_public_id: text,
  background_image_public_id: text,
});

export type JobEcho = Partial<z.infer<typeof echo>>;

/**
 * Answer to `GET /v1/jobs/{public_id}` (operation page, `JobDetailResponse`). `public_id` is the dispatch's `job_id`
 * (F12). `result` is empty until the job has succeeded. An event's `extra` is open; the page names `error` in it.
 */
export const jobResponse = z.looseObject({
  status: z.string(),
  request: z.nullish(echo),
  result: z.nullish(z.array(z.looseObject({ image_url: text, kind: text, role: text }))),
  latest_event: z.nullish(
    z.looseObject({
      event_type: text,
      message: text,
      extra: z.nullish(z.looseObject({})),
    }),
  ),
});

export type JobResponse = z.infer<typeof jobResponse>;

/** Answer to `GET /v1/jobs` (operation page), newest first. */
export const jobListResponse = z.looseObject({
  jobs: z.array(z.looseObject({ public_id: z.string(), created_at: z.string() })),
});

export type JobList = z.infer<typeof jobListResponse>["jobs"];

/** Answer to `GET /v1/catalog/backgrounds` (operation page): a bare array. */
export const backgroundsResponse = z.array(
  z.looseObject({
    public_id: z.string(),
    image_url: text,
    spec: z.nullish(z.looseObject({ display_name: text })),
    description: text,
  }),
);

/** Any answer at all, for `POST /v1/jobs/{public_id}/cancel`, whose answer is documented nowhere. */
export const cancelResponse = z.unknown();

/** Errors (guide "Errors and credits"); the operation pages show FastAPI's `detail` for a 422 instead (F6). */
export const errorResponse = z.looseObject({
  error: z.nullish(z.looseObject({ code: text, message: text, request_id: text })),
  detail: fastapiDetail,
});
