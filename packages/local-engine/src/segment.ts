import type { JobFailure, JobOutput, JobRequest } from "@stratify/core";
import type { Engine, WorkOptions } from "./engine/engine.ts";
import { toneNames } from "./words/tones.ts";
import { meaningOf, type Word } from "./words/vocabulary.ts";

/**
 * Has the engine do one job.
 *
 * @returns PNG files, or why there are none
 */
export async function segment(
  engine: Engine,
  request: JobRequest,
  options: WorkOptions,
): Promise<readonly JobOutput[] | JobFailure> {
  if (request.image.kind !== "bytes") return { code: "job-failed", detail: "it needs the image's bytes" };
  const word = request.keyword ?? "subject";
  const found = await engine.segment(request.image.bytes, word, options);
  if (!found) return { code: "no-output", detail: missing(word) };
  const layer = { role: request.task === "cutout" ? "cutout" : "layer", content: found.layer } as const;
  return found.mask ? [layer, { role: "mask", content: found.mask }] : [layer];
}

function missing(word: string): string {
  const meaning = meaningOf(word);
  if (meaning === "subject") return "no subject stands out in this picture";
  if (meaning === "sky") return "no sky in this picture: nothing along its top is blue";
  if (meaning === "plants")
    return "no plants in this picture: too little of it has the green and the unevenness of leaves";
  if (isPart(meaning)) return `no ${meaning} in this picture`;
  return `nothing ${word} in this picture`;
}

function isPart(meaning: Word | undefined): boolean {
  return meaning === "background" || toneNames.some((name) => name === meaning);
}
