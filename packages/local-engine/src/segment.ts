import type { JobFailure, JobOutput, JobRequest } from "@stratify/core";
import { applyMask, decodeImage, encodeMaskPng, encodePng } from "@stratify/imaging";
import type { Engine } from "./engine/engine.ts";
import { meaningOf } from "./vocabulary.ts";

/**
 * Does one job: decodes the picture, runs the engine, encodes what came out.
 *
 * @returns PNG files, or why there are none
 */
export async function segment(
  engine: Engine,
  request: JobRequest,
  signal: AbortSignal,
): Promise<readonly JobOutput[] | JobFailure> {
  if (request.image.kind !== "bytes") return { code: "job-failed", detail: "it needs the picture's bytes" };
  const word = request.task === "split" ? request.keyword : "subject";
  const meaning = meaningOf(word);
  if (!meaning) return nothing(`"${word}" is no word that the local engine knows`);
  const pixels = await decodeImage(request.image.bytes);
  if (meaning === "background") {
    const filled = await engine.background(pixels, { signal });
    if (!filled) return nothing("no background in this picture");
    return [{ role: "layer", content: await encodePng(filled) }];
  }
  const mask =
    meaning === "subject"
      ? await engine.subject(pixels, { signal })
      : await engine.color(pixels, meaning, { signal });
  if (!mask.data.some((value) => value > 0)) {
    return nothing(
      meaning === "subject" ? "no subject stands out in this picture" : `nothing ${word} in this picture`,
    );
  }
  return [
    {
      role: request.task === "cutout" ? "cutout" : "layer",
      content: await encodePng(applyMask(pixels, mask)),
    },
    { role: "mask", content: await encodeMaskPng(mask) },
  ];
}

function nothing(detail: string): JobFailure {
  return { code: "no-output", detail };
}
