import { documentedResult, type Meaning, type ServiceCase } from "../../service-case.ts";

export const cases: readonly ServiceCase[] = [
  {
    name: "figur",
    task: { task: "replace-background", background: { kind: "catalogue", id: "" } },
    input: "bytes",
    uploads: ["upload"],
    polled: true,
    layers: ["composite (composite, png)"],
    cost: { amount: 5, unit: "credits" },
    answers: {
      upload: { upload_key: "upload" },
      submit: { request_id: "request", job_id: "job", status: "NOT_STARTED", credits_cost: 5 },
      status: {
        status: "SUCCESS",
        request: { source_image_s3_key: "another" },
        result: [{ image_url: documentedResult, kind: "on_model_render", role: "final" }],
        latest_event: { event_type: "stage", message: "Compositing", extra: {} },
      },
      list: { jobs: [{ public_id: "another", created_at: "2026-01-05T09:00:00Z" }] },
    },
  },
];

export const statusWords: Readonly<Record<string, Meaning>> = {
  success: "succeeded",
  succeeded: "succeeded",
  failure: "failed",
  failed: "failed",
  cancelled: "canceled",
  canceled: "canceled",
};
