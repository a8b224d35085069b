import type { Meaning, ServiceCase } from "../../service-case.ts";

export const cases: readonly ServiceCase[] = [
  {
    name: "rembg",
    task: { task: "cutout" },
    input: "bytes",
    uploads: [],
    polled: false,
    layers: ["cutout (cutout, png)"],
    // The response is the image itself (R1).
    answers: {},
  },
];

/** There is no job that could have a status. */
export const statusWords: Readonly<Record<string, Meaning>> = {};
