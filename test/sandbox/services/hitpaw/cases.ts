import { documentedResult, type Meaning, type ServiceCase } from "../../service-case.ts";

const cutout = {
  task: { task: "cutout" },
  polled: true,
  layers: ["cutout (cutout, png)", "mask (mask, png)"],
  cost: { amount: 20, unit: "coins" },
} as const;

const segmentation = {
  submit: { code: 200, message: "OK", data: { job_id: "job", consume_coins: 20 } },
  status: {
    code: 200,
    message: "OK",
    data: { job_id: "job", status: "COMPLETED", res_url: documentedResult, mask_url: documentedResult },
  },
};
const upload = "https://uploads.test/a";

export const cases: readonly ServiceCase[] = [
  {
    ...cutout,
    name: "hitpaw by upload",
    input: "bytes",
    uploads: ["presign", "put"],
    answers: { presign: { code: 200, data: { upload_url: upload, access_url: upload } }, ...segmentation },
  },
  { ...cutout, name: "hitpaw by address", input: "url", uploads: [], answers: segmentation },
];

export const statusWords: Readonly<Record<string, Meaning>> = {
  completed: "succeeded",
  error: "failed",
  error_interruption: "failed",
  timeout: "failed",
  reject: "refused",
  nsfw: "refused",
  cancel: "canceled",
};
