import * as z from "zod/mini";
import { fastapiDetail } from "../../http/fastapi-detail.ts";

/** Answer to `POST /public/v1/image-tune/split-layer` (endpoint page "Split Layer", `JobIdResponse`). */
export const jobIdResponse = z.looseObject({ job_id: z.string() });

/**
 * Answer to `GET /public/v1/job/{job_id}` (endpoint page "GET /job/{job_id}", `GetJobStatusResponse`).
 * `error_message` is in no schema, but the vendor's polling sample reads it (A3).
 */
export const jobStatusResponse = z.looseObject({
  status: z.string(),
  image_urls: z.nullish(z.array(z.string())),
  error_message: z.nullish(z.string()),
});

/** Error body: `detail` is a sentence, or FastAPI's list of what is wrong with which field (getting-started pages). */
export const errorResponse = z.looseObject({ detail: fastapiDetail });
