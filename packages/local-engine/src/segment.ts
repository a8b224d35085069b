import type { JobFailure, JobOutput, JobRequest } from "@stratify/core";
import { applyMask, decodeImage, encodeMaskPng, encodePng, type Mask, type Pixels } from "@stratify/imaging";
import type { Engine } from "./engine/engine.ts";
import { type ColorName, colorNames } from "./vision/colors.ts";

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
  const pixels = await decodeImage(request.image.bytes);
  const word = request.task === "split" ? request.keyword : "subject";
  if (word === "background") {
    const filled = await engine.background(pixels, { signal });
    if (!filled) return nothing("no background in this picture");
    return [{ role: "layer", content: await encodePng(filled) }];
  }
  const mask = await maskOf(engine, pixels, word, signal);
  if (!mask.data.some((value) => value > 0)) {
    return nothing(
      word === "subject" ? "no subject stands out in this picture" : `nothing ${word} in this picture`,
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

function maskOf(engine: Engine, pixels: Pixels, word: string, signal: AbortSignal): Promise<Mask> {
  return isColor(word) ? engine.color(pixels, word, { signal }) : engine.subject(pixels, { signal });
}

function isColor(word: string): word is ColorName {
  const names: readonly string[] = colorNames;
  return names.includes(word);
}

function nothing(detail: string): JobFailure {
  return { code: "no-output", detail };
}
