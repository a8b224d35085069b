import { documentedResult, type Meaning, type ServiceCase } from "../../service-case.ts";

export const cases: readonly ServiceCase[] = [
  {
    name: "aetherforge",
    task: { task: "split", keywords: ["cup"] },
    input: "bytes",
    uploads: [],
    polled: true,
    layers: ["cup 1 (layer, png)", "cup 2 (layer, png)"],
    answers: {
      submit: { job_id: "job" },
      status: { job_id: "job", status: "Succeed", image_urls: [documentedResult, documentedResult] },
    },
  },
];

export const statusWords: Readonly<Record<string, Meaning>> = {
  succeed: "succeeded",
  succeeded: "succeeded",
  success: "succeeded",
  completed: "succeeded",
  failed: "failed",
};
