import {
  decodeImage,
  encodeMaskPng,
  invertMask,
  type Mask,
  maskFromAlpha,
  setCodecs,
} from "@stratify/imaging";
import { loadWasm } from "@stratify/imaging/node";
import { type Check, number, object, oneOf, string } from "../../checks.ts";
import { fingerprint } from "../../intern.ts";
import { encodeJpeg } from "../../jpeg-encoder.ts";
import { createMemo } from "../../memo.ts";
import { pictureInfo } from "../../picture-info.ts";
import type { Picture, Segmenter } from "../../segmenter.ts";
import type { ReplicateKnobs } from "./knobs.ts";

/** What a model was given, as far as the sandbox acts on it. */
export interface ModelInput {
  readonly image: string;
  readonly mask_prompt?: string;
  readonly negative_mask_prompt?: string;
  readonly prompt?: string;
}

/** One model that the sandbox runs. */
export interface Model {
  readonly name: string;
  readonly version: string;
  /** An official model has an endpoint of its own and runs without a version (P1). */
  readonly official?: true;
  readonly task: "split" | "cutout";
  readonly input: Check;
  keywordOf(input: ModelInput): string | undefined;
  run(
    source: Uint8Array,
    input: ModelInput,
    segmenter: Segmenter,
    knobs: ReplicateKnobs,
  ): Promise<readonly Picture[]>;
  /** The shape of its output (P5). */
  output(urls: readonly string[]): unknown;
}

const image = string(1);

async function cutout(source: Uint8Array, _: ModelInput, segmenter: Segmenter): Promise<readonly Picture[]> {
  return [(await segmenter.cutout(source)).cutout];
}

const backgroundRemover = {
  name: "851-labs/background-remover",
  version: "a029dff38972b5fda4ec5d75d7d1cd25aeff621d2cf4946a41055d7db66b80bc",
  task: "cutout",
  input: object(
    { image, threshold: number(0, 1), background_type: string(), format: oneOf("png", "jpg", "webp") },
    { required: ["image"], open: true },
  ),
  keywordOf: () => undefined,
  run: cutout,
  output: ([url]) => url,
} as const satisfies Model;

/** Runs without a version, as an official model does. */
const official = {
  ...backgroundRemover,
  name: "bria/remove-background",
  version: "hidden",
  official: true,
} as const satisfies Model;

const groundedSam = {
  name: "schananas/grounded_sam",
  version: "ee871c19efb1941f55f66a3d7d960428c8a5afcb77449547fe8e5a3ab9ebc21c",
  task: "split",
  input: object(
    { image, mask_prompt: string(), negative_mask_prompt: string(), adjustment_factor: number() },
    { required: ["image"], open: true },
  ),
  keywordOf: ({ mask_prompt }) => mask_prompt,
  // Annotated image, annotated negative, mask, inverted mask: four JPEGs (P11).
  async run(source, { mask_prompt = "clothes,shoes", negative_mask_prompt = "pants" }, segmenter, knobs) {
    const found = await maskOf(source, mask_prompt, segmenter, knobs.findsKeywords);
    const without = negative_mask_prompt
      ? await maskOf(source, negative_mask_prompt, segmenter, true)
      : undefined;
    const mask = without ? subtract(found, without) : found;
    return Promise.all([mask, without ?? blank(mask), mask, invertMask(mask)].map(jpegOf));
  },
  output: (urls) => urls,
} as const satisfies Model;

const sam = {
  name: "meta/sam-2",
  version: "cbd95fb76192174268b6b303aeeb7a736e8dab0cbc38177f09db79b2299da30b",
  task: "split",
  input: object(
    {
      image,
      points_per_side: number(1),
      pred_iou_thresh: number(0, 1),
      stability_score_thresh: number(0, 1),
    },
    { required: ["image"], open: true },
  ),
  keywordOf: () => undefined,
  // All masks in one, then each.
  async run(source, _, segmenter, { masks }) {
    const { mask: all } = await segmenter.cutout(source);
    const layers = await segmenter.layers(source, "subject", masks);
    return [all, ...(await Promise.all(layers.map(async ({ bytes }) => pngOf(await alphaOf(bytes)))))];
  },
  output: ([combined_mask, ...individual_masks]) => ({ combined_mask, individual_masks }),
} as const satisfies Model;

/** Models with the inputs, outputs and versions that their pages name. */
export const models: readonly Model[] = [backgroundRemover, official, groundedSam, sam];

const alphas = createMemo<Mask>(24);

/** The alpha of a picture that the segmenter made. */
function alphaOf(picture: Uint8Array): Promise<Mask> {
  return alphas(fingerprint(picture), async () => {
    setCodecs(loadWasm);
    return maskFromAlpha(await decodeImage(picture));
  });
}

async function maskOf(
  source: Uint8Array,
  object: string,
  segmenter: Segmenter,
  isFound: boolean,
): Promise<Mask> {
  const keep = isFound ? { object } : "nothing";
  const found = await segmenter.edit(source, { keep, background: undefined, format: "png" });
  if (found) return alphaOf(found.bytes);
  // Nothing found is an all-black mask (P11).
  const { width = 1, height = 1 } = pictureInfo(source) ?? {};
  return { width, height, data: new Uint8Array(width * height) };
}

function blank({ width, height }: Mask): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

function subtract(mask: Mask, { data: less }: Mask): Mask {
  return { ...mask, data: mask.data.map((value, at) => Math.max(0, value - (less[at] ?? 0))) };
}

const jpegs = createMemo<Uint8Array>(48);

async function jpegOf(mask: Mask): Promise<Picture> {
  const { width, height, data } = mask;
  const bytes = await jpegs(`${width} ${fingerprint(data)}`, () => encodeJpeg(grey(mask)));
  return { format: "jpeg", width, height, bytes };
}

async function pngOf(mask: Mask): Promise<Picture> {
  const { width, height } = mask;
  return { format: "png", width, height, bytes: await encodeMaskPng(mask) };
}

/** White is kept. */
function grey({ width, height, data }: Mask) {
  const pixels = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (data[at >> 2] ?? 0),
  );
  return { width, height, data: pixels };
}
