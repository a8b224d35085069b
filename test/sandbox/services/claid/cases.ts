import { documentedResult, type Meaning, type ServiceCase } from "../../service-case.ts";

export const cases: readonly ServiceCase[] = [
  {
    name: "claid by address",
    task: { task: "cutout" },
    input: "url",
    uploads: [],
    polled: true,
    layers: ["cutout (cutout, png)"],
    answers: {
      submit: { data: { id: 7, status: "ACCEPTED" } },
      status: {
        data: {
          id: 7,
          status: "DONE",
          errors: [],
          result: { output_object: { tmp_url: documentedResult } },
        },
      },
    },
  },
  {
    name: "claid by upload",
    task: { task: "split", keywords: ["cup"] },
    input: "bytes",
    uploads: [],
    polled: false,
    layers: ["cup (layer, png)"],
    answers: { submit: { data: { output: { tmp_url: documentedResult } } } },
  },
];

export const statusWords: Readonly<Record<string, Meaning>> = {
  done: "succeeded",
  error: "failed",
  cancelled: "canceled",
  canceled: "canceled",
};
