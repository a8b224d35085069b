import type { JobFailure, JobOutput, JobRequest } from "@stratify/core";
import type { Engine, WorkOptions } from "./engine/engine.ts";
import type { SplitLayer } from "./engine/operations.ts";
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
  const { bytes } = request.image;
  const { prompt } = request;
  if (request.maxLayers !== undefined && prompt) {
    const object = await engine.segment(bytes, prompt, options);
    if (!object) return { code: "no-output", detail: nothingThere };
    const behind = await engine.segment(bytes, { ...prompt, word: "background" }, options);
    const layers = [{ name: "subject", layer: object.layer }];
    return layersOf(layers, behind?.layer, request.maxLayers);
  }
  if (request.maxLayers !== undefined) {
    const { layers, background } = await engine.split(bytes, Math.max(1, request.maxLayers - 1), options);
    return layersOf(layers, background, request.maxLayers);
  }
  const word = request.keyword ?? "subject";
  const found = await engine.segment(bytes, prompt ? { ...prompt, word } : word, options);
  if (!found) return { code: "no-output", detail: prompt ? nothingThere : missing(word) };
  const layer = { role: request.task === "cutout" ? "cutout" : "layer", content: found.layer } as const;
  return found.mask ? [layer, { role: "mask", content: found.mask }] : [layer];
}

const nothingThere = "nothing was found where the prompt points";

/** From the bottom up. The background counts as a layer; where one alone is asked for, it is the object. */
function layersOf(
  layers: readonly Pick<SplitLayer, "name" | "layer">[],
  background: Uint8Array | undefined,
  max: number,
): readonly JobOutput[] | JobFailure {
  if (layers.length === 0) return { code: "no-output", detail: missing("subject") };
  const objects = layers.map(({ name, layer }) => ({ role: "layer", label: name, content: layer }) as const);
  if (!background || objects.length >= max) return objects;
  return [{ role: "layer", label: "background", content: background }, ...objects];
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
