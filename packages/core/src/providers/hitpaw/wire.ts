import * as z from "zod/mini";

/** Body of `POST /api/image-segmentation` (page "Image Segmentation"); the second field is in no document (H1). */
export interface SegmentationRequest {
  /** Publicly fetchable: the service fetches it itself. */
  readonly file_url: string;
  readonly return_type?: "all";
}

/** Body of `POST /api/oss/presign-put` (page "OSS Presign PUT"). */
export interface PresignRequest {
  readonly filename: string;
  readonly content_type: string;
}

/** Answer to `POST /api/image-segmentation` (page "Image Segmentation"). */
export const segmentationResponse = z.looseObject({
  data: z.looseObject({ job_id: z.string(), consume_coins: z.unknown() }),
});

/** Answer to `POST /api/oss/presign-put` (page "OSS Presign PUT"). */
export const presignResponse = z.looseObject({
  data: z.looseObject({
    upload_url: z.string(),
    access_url: z.string(),
    content_type: z.nullish(z.string()),
  }),
});

const task = {
  status: z.nullish(z.string()),
  /** Until the job has ended the addresses are absent, null or empty: no page says which (H6). */
  res_url: z.nullish(z.string()),
  mask_url: z.nullish(z.string()),
};

/**
 * Answer to `POST /api/task-status` (page "Image Segmentation"). The vendor's sample for another product reads the
 * same fields at the root (H5).
 */
export const taskResponse = z.looseObject({ ...task, data: z.nullish(z.looseObject(task)) });

/**
 * What every answer is wrapped in: `code` and `message`; `error_code` in documented errors; `msg` as the vendor's own
 * MCP server reads it (H2).
 */
export const envelope = z.looseObject({
  /** Numbers or texts, as the pages and the server have them. */
  error_code: z.nullish(z.unknown()),
  code: z.nullish(z.unknown()),
  message: z.nullish(z.string()),
  msg: z.nullish(z.string()),
});
