import type { Mask, Pixels } from "@stratify/imaging";
import { look } from "../layers/look.ts";
import { grabCut, seed } from "../pixels/grab-cut.ts";
import type { Progress } from "../pixels/progress.ts";
import { scaleMask } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { roughSubject } from "../subject/subject.ts";
import { disc } from "./local-change.ts";
import type { Candidate, Encoded, PromptModel } from "./prompt-model.ts";
import { mark, type WorkingBox, type WorkingPoint, type WorkingPrompt } from "./working-prompt.ts";

/** An image, small, and its main subject as the cut-out finds it. */
export interface EncodedSubject extends Encoded {
  readonly subject: Mask;
}

export const tune = { rounds: 2, sureIn: 5, sureOut: 14, free: 60, first: 6, guess: 30, reach: 0.5, boxSide: 224, onSubject: 4, pad: 0.12 };

/**
 * Finds what a prompt means by GrabCut, which starts from what is known already: the previous answer, what the net sees
 * in the prompt's box, or the image's subject.
 */
export class GrabCutModel implements PromptModel<EncodedSubject> {
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async encode(image: Pixels, progress: Progress): Promise<EncodedSubject> {
    const { small, mask: subject } = await roughSubject(this.#tools, image, progress);
    return { small, subject };
  }

  async select(
    { small, subject }: EncodedSubject,
    prompt: WorkingPrompt,
    previous: Mask | undefined,
  ): Promise<readonly Candidate[]> {
    const start = previous ?? (await this.#start(small, subject, prompt));
    const seeds = start ? seedsAround(start, prompt) : seedsOfPoints(small, prompt);
    limit(seeds, small, prompt);
    return [{ mask: grabCut(this.#tools.cv, small, seeds, tune.rounds), score: 1 }];
  }

  async #start(small: Pixels, subject: Mask, { points, box, marks }: WorkingPrompt): Promise<Mask | undefined> {
    if (box) return this.#inBox(small, box);
    const meant = points.filter(({ isMeant }) => isMeant);
    if (marks?.includes(mark.meant)) return undefined;
    if (meant.every((point) => touches(subject, point, tune.onSubject))) return subject;
    return undefined;
  }

  /** What the net sees in a box and a little around it. */
  async #inBox(small: Pixels, box: WorkingBox): Promise<Mask> {
    const margin = tune.pad * Math.max(box.right - box.left, box.bottom - box.top);
    const left = Math.max(0, Math.floor(box.left - margin));
    const top = Math.max(0, Math.floor(box.top - margin));
    const width = Math.min(small.width, Math.ceil(box.right + margin)) - left;
    const height = Math.min(small.height, Math.ceil(box.bottom + margin)) - top;
    const part = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    for (let y = 0; y < height; y += 1) {
      const from = 4 * ((top + y) * small.width + left);
      part.data.set(small.data.subarray(from, from + 4 * width), 4 * y * width);
    }
    const { mask } = await look(this.#tools, part, tune.boxSide);
    const data = new Uint8Array(small.width * small.height);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        data[(top + y) * small.width + left + x] = (mask.data[y * width + x] ?? 0) >= 128 ? 255 : 0;
      }
    }
    return { width: small.width, height: small.height, data };
  }
}

function touches({ width, height, data }: Mask, point: WorkingPoint, radius: number): boolean {
  return disc(width, height, point, radius).some((at) => (data[at] ?? 0) > 127);
}

function discRadius(index: number): number {
  return Math.max(3, tune.first * 0.7 ** index);
}

/** Seeds from a mask: sure well inside and well outside of it, except around clicks that say otherwise. */
function seedsAround(start: Mask, { points }: WorkingPrompt): Uint8Array {
  const { width, height, data } = start;
  const inner = distance(start, 0);
  const outer = distance(start, 255);
  const seeds = new Uint8Array(width * height);
  for (let at = 0; at < seeds.length; at += 1) {
    if ((data[at] ?? 0) > 127) seeds[at] = (inner[at] ?? 0) > tune.sureIn ? seed.subject : seed.maybeSubject;
    else seeds[at] = (outer[at] ?? 0) > tune.sureOut ? seed.background : seed.maybeBackground;
  }
  for (const point of points) {
    const isInside = (data[point.y * width + point.x] ?? 0) > 127;
    if (isInside === point.isMeant) continue;
    for (const at of disc(width, height, point, tune.free)) {
      if (seeds[at] === seed.subject) seeds[at] = seed.maybeSubject;
      if (seeds[at] === seed.background) seeds[at] = seed.maybeBackground;
    }
  }
  return seeds;
}

/** Seeds where nothing but the prompt is known. */
function seedsOfPoints({ width, height }: Pixels, { points }: WorkingPrompt): Uint8Array {
  const seeds = new Uint8Array(width * height).fill(seed.background);
  const radius = tune.guess;
  for (const point of points) {
    if (!point.isMeant) continue;
    for (const at of disc(width, height, point, tune.reach * Math.max(width, height))) {
      if (seeds[at] === seed.background) seeds[at] = seed.maybeBackground;
    }
  }
  for (const point of points) {
    if (point.isMeant) for (const at of disc(width, height, point, radius)) seeds[at] = seed.maybeSubject;
  }
  return seeds;
}

/** What the prompt says holds, whatever was believed before. */
function limit(seeds: Uint8Array, { width, height, data }: Pixels, { points, box, marks }: WorkingPrompt) {
  for (let at = 0; at < seeds.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (box && (x < box.left || x >= box.right || y < box.top || y >= box.bottom)) seeds[at] = seed.background;
    if (marks?.[at] === mark.meant) seeds[at] = seed.subject;
    if (marks?.[at] === mark.notMeant) seeds[at] = seed.background;
  }
  points.forEach((point, index) => {
    for (const at of disc(width, height, point, discRadius(index))) {
      seeds[at] = point.isMeant ? seed.subject : seed.background;
    }
  });
  for (let at = 0; at < seeds.length; at += 1) {
    if ((data[4 * at + 3] ?? 0) < 16) seeds[at] = seed.background;
  }
}

/** City-block distance of each pixel from the nearest one that has the value. */
function distance({ width, height, data }: Mask, value: number): Uint16Array {
  const far = width + height;
  const result = new Uint16Array(width * height).fill(far);
  for (let at = 0; at < result.length; at += 1) {
    if (data[at] === value) result[at] = 0;
    else {
      const left = at % width > 0 ? (result[at - 1] ?? far) : far;
      const above = at >= width ? (result[at - width] ?? far) : far;
      result[at] = Math.min(far, Math.min(left, above) + 1);
    }
  }
  for (let at = result.length - 1; at >= 0; at -= 1) {
    const right = at % width < width - 1 ? (result[at + 1] ?? far) : far;
    const below = at < result.length - width ? (result[at + width] ?? far) : far;
    result[at] = Math.min(result[at] ?? far, Math.min(right, below) + 1);
  }
  return result;
}
