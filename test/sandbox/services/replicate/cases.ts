import { documentedResult, type Meaning, type ServiceCase } from "../../service-case.ts";

const page = {
  next: null,
  previous: null,
  results: [{ id: "another", model: "a/b", version: "c", input: {} }],
};
const upload = { id: "file", urls: { get: "https://service.test/v1/files/file" } };
const urls = {
  get: "https://service.test/v1/predictions/job",
  cancel: "https://service.test/v1/predictions/job/cancel",
};
const prediction = { id: "job", input: {}, error: null, logs: "", data_removed: false, urls };
const submit = { ...prediction, status: "starting", output: null };

export const cases: readonly ServiceCase[] = [
  {
    name: "replicate by url",
    task: { task: "cutout" },
    input: "url",
    uploads: [],
    polled: true,
    layers: ["cutout (cutout, png)"],
    answers: {
      submit,
      status: { ...prediction, status: "succeeded", output: documentedResult },
      list: page,
    },
  },
  {
    name: "replicate by keyword",
    task: { task: "split", keywords: ["cup"] },
    input: "bytes",
    uploads: ["upload"],
    polled: true,
    layers: ["cup (mask, jpeg)"],
    answers: {
      upload,
      submit,
      status: { ...prediction, status: "succeeded", output: Array(4).fill(documentedResult) },
      list: page,
    },
  },
  {
    name: "replicate without keywords",
    task: { task: "split", keywords: [], maxLayers: 2 },
    input: "url",
    uploads: [],
    polled: true,
    layers: ["layer 1 (mask, png)", "layer 2 (mask, png)"],
    answers: {
      submit,
      status: {
        ...prediction,
        status: "succeeded",
        output: { combined_mask: documentedResult, individual_masks: [documentedResult, documentedResult] },
      },
      list: page,
    },
  },
];

/** `aborted` is in newer pages only (P3). */
export const statusWords: Readonly<Record<string, Meaning>> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "canceled",
  aborted: "canceled",
};
