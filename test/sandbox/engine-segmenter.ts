import { applyMask, encodeMaskPng, encodePng, invertMask, type Mask, type Pixels } from "@stratify/imaging";
import { blend } from "./blend.ts";
import { fingerprint } from "./intern.ts";
import { encodeJpeg } from "./jpeg-encoder.ts";
import { hash, KeywordMasks } from "./keyword-masks.ts";
import { createMemo } from "./memo.ts";
import { channels, paintScene } from "./scene.ts";
import type { Edit, Picture, Segmenter } from "./segmenter.ts";

/** An object that covers less of the picture than this is not in it. */
const leastCoverage = 0.002;
const previewSize = { width: 480, height: 320 };

let shared: Segmenter | undefined;

/**
 * Makes every result out of the pixels that were sent. The engine starts with the first of them. All sandboxes of a
 * process share it, since many tests in a row send the same photograph, and each cut-out takes seconds.
 */
export function engineSegmenter(): Segmenter {
  shared ??= createEngineSegmenter();
  return shared;
}

function createEngineSegmenter(): Segmenter {
  const masks = new KeywordMasks();
  const results = createMemo<readonly Picture[]>(96);

  async function one(source: Uint8Array, what: string, make: () => Promise<Picture | undefined>) {
    const [picture] = await results(`${fingerprint(source)} ${what}`, async () => {
      const made = await make();
      return made ? [made] : [];
    });
    return picture;
  }

  async function maskOf(keep: Edit["keep"], source: Uint8Array): Promise<Mask> {
    if (typeof keep === "object") return masks.find(source, keep.object);
    if (keep === "subject") return masks.subject(source);
    const { width, height } = await masks.decode(source);
    return { width, height, data: new Uint8Array(width * height) };
  }

  async function cutout(source: Uint8Array): Promise<{ cutout: Picture; mask: Picture }> {
    const mask = await masks.subject(source);
    const { width, height } = mask;
    const [front, shape] = await Promise.all([
      one(source, "cutout", async () => png(applyMask(await masks.decode(source), mask))),
      one(source, "mask", async () => ({ format: "png", width, height, bytes: await encodeMaskPng(mask) })),
    ]);
    if (!front || !shape) throw new Error("The engine gave no cutout");
    return { cutout: front, mask: shape };
  }

  return {
    cutout,

    layers: (source, keyword, count) =>
      results(`${fingerprint(source)} layers ${count} ${keyword}`, async () => {
        const pixels = await masks.decode(source);
        const mask = await masks.find(source, keyword);
        const others = count > 2 ? await masks.regions(source) : [];
        const shown = [mask, invertMask(mask), ...others].slice(0, count);
        const pictures = await Promise.all(shown.map((each) => png(applyMask(pixels, each))));
        // Layers come in no order that a client may rely on.
        return hash(keyword) % 2 === 0 ? pictures : pictures.reverse();
      }),

    edit: (source, edit) =>
      one(source, `edit ${JSON.stringify(edit)}`, async () => {
        const { keep, background, format } = edit;
        const pixels = await masks.decode(source);
        const mask = keep === "everything" ? undefined : await maskOf(keep, source);
        if (mask && typeof keep === "object" && coverage(mask) < leastCoverage) return undefined;
        const front = mask ? applyMask(pixels, mask) : pixels;
        const whole = background === undefined ? front : blend(front, fill(background, pixels));
        return format === "png" ? png(whole) : jpeg(whole);
      }),

    async composite(source, scene) {
      const step = (await cutout(source)).cutout;
      const composite = await one(source, `composite ${scene.id}`, async () => {
        const front = applyMask(await masks.decode(source), await masks.subject(source));
        return jpeg(blend(front, paintScene(scene, front.width, front.height)));
      });
      if (!composite) throw new Error("The engine gave no composite");
      return { cutout: step, composite };
    },

    async scene(scene) {
      const { width, height } = previewSize;
      return jpeg({ width, height, data: paintScene(scene, width, height) });
    },
  };
}

async function png(pixels: Pixels): Promise<Picture> {
  return { format: "png", width: pixels.width, height: pixels.height, bytes: await encodePng(pixels) };
}

async function jpeg(pixels: Pixels): Promise<Picture> {
  return { format: "jpeg", width: pixels.width, height: pixels.height, bytes: await encodeJpeg(pixels) };
}

/** A plain background in `#rrggbb`. */
function fill(color: string, { width, height }: Pixels): Uint8ClampedArray {
  const pixel = [...channels(color), 255];
  return Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => pixel[at % 4] ?? 0);
}

function coverage(mask: Mask): number {
  let sum = 0;
  for (const value of mask.data) sum += value;
  return sum / 255 / mask.data.length;
}
