import type { Mask, Pixels } from "@stratify/imaging";
import { look } from "../layers/look.ts";
import { grabCut, seed } from "../pixels/grab-cut.ts";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { roughSubject } from "../subject/subject.ts";
import { disc } from "./local-change.ts";
import type { Candidate, Encoded, PromptModel } from "./prompt-model.ts";
import { mark, type WorkingBox, type WorkingPoint, type WorkingPrompt } from "./working-prompt.ts";

/** An image, small, and its main subject as the cut-out finds it. */
export interface EncodedSubject extends Encoded {
  readonly subject: Mask;
}

export const tune = {
  rounds: 2,
  sureIn: 5,
  sureOut: 14,
  free: 60,
  first: 6,
  same: 4,
  turn: 2.5,
  most: 60,
  gap: 6,
  plain: 1,
  order: 0.03,
  full: 0.9,
  guess: 30,
  reach: 0.5,
  boxSide: 224,
  onSubject: 4,
  pad: 0.12,
};

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
    given: WorkingPrompt,
    previous: Mask | undefined,
  ): Promise<readonly Candidate[]> {
    const prompt = { ...given, points: valid(given.points) };
    const { points, box, marks } = prompt;
    const { cv } = this.#tools;
    if (previous) return [this.#cut(small, prompt, seedsAround(cv, previous, prompt))];
    if (box) return this.#inBox(small, subject, prompt, box);
    const meant = points.filter(({ isMeant }) => isMeant);
    const isSubject = meant.every((point) => touches(subject, point, tune.onSubject));
    if (!isSubject || marks?.includes(mark.meant))
      return [this.#cut(small, prompt, seedsOfPoints(small, prompt))];
    const start = meant.length > 0 ? near(cv, subject, meant) : subject;
    return [this.#cut(small, prompt, seedsAround(cv, start, prompt))];
  }

  #cut(small: Pixels, prompt: WorkingPrompt, seeds: Uint8Array): Candidate {
    limit(seeds, small, prompt);
    const isOpen = [seed.subject, seed.background].every((side) => seeds.some((value) => value % 2 === side));
    if (isOpen) return { mask: grabCut(this.#tools.cv, small, seeds, tune.rounds), score: 1 };
    return { mask: { ...small, data: seeds.map((value) => (value % 2 === 1 ? 255 : 0)) }, score: 1 };
  }

  async #inBox(small: Pixels, subject: Mask, prompt: WorkingPrompt, box: WorkingBox): Promise<Candidate[]> {
    const { cv } = this.#tools;
    const seen = await this.#seenIn(small, box);
    const starts = [
      seedsAround(cv, seen, prompt),
      seedsAround(cv, inside(subject, box), prompt),
      seedsOfBox(small, box),
    ];
    const found = starts.map((seeds) => this.#cut(small, prompt, seeds).mask);
    return found.map((mask, index) => ({
      mask,
      score: fit(mask, box) - (index + (index === 2 ? tune.plain : 0)) * tune.order,
    }));
  }

  /** What the net sees in a box and a little around it. */
  async #seenIn(small: Pixels, box: WorkingBox): Promise<Mask> {
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
function seedsAround(cv: OpenCv, start: Mask, { points }: WorkingPrompt): Uint8Array {
  const { width, height, data } = start;
  const inner = distance(start, 0);
  const outer = distance(start, 255);
  const seeds = new Uint8Array(width * height);
  for (let at = 0; at < seeds.length; at += 1) {
    if ((data[at] ?? 0) > 127) seeds[at] = (inner[at] ?? 0) > tune.sureIn ? seed.subject : seed.maybeSubject;
    else seeds[at] = (outer[at] ?? 0) > tune.sureOut ? seed.background : seed.maybeBackground;
  }
  for (const point of points) {
    const own = point.y * width + point.x;
    const isInside = (data[own] ?? 0) > 127;
    if (isInside === point.isMeant) continue;
    const depth = (isInside ? inner[own] : outer[own]) ?? 0;
    if (isInside && takePiece(cv, start, point, points, seeds)) continue;
    const turn = Math.min(tune.most, tune.turn * depth);
    const others = points.filter(({ isMeant }) => isMeant !== point.isMeant);
    for (const at of disc(width, height, point, Math.max(tune.free, 2 * turn))) {
      const [x, y] = [at % width, Math.floor(at / width)];
      const away = Math.hypot(x - point.x, y - point.y);
      const isNearer = others.every((other) => Math.hypot(x - other.x, y - other.y) > away);
      if (!isNearer) continue;
      const turned = away <= turn;
      const held = (data[at] ?? 0) > 127;
      seeds[at] = turned
        ? point.isMeant
          ? seed.maybeSubject
          : seed.maybeBackground
        : held
          ? seed.maybeSubject
          : seed.maybeBackground;
    }
  }
  return seeds;
}

/** Clicks that no later one of the other sign has replaced. */
function valid(points: readonly WorkingPoint[]): WorkingPoint[] {
  return points.filter((point, index) =>
    points
      .slice(index + 1)
      .every(
        ({ x, y, isMeant }) => isMeant === point.isMeant || Math.hypot(x - point.x, y - point.y) > tune.same,
      ),
  );
}

/** Gives up the whole piece that an excluding click lies in, where no click wants any of it. */
function takePiece(
  cv: OpenCv,
  start: Mask,
  click: WorkingPoint,
  points: readonly WorkingPoint[],
  seeds: Uint8Array,
): boolean {
  const labels = labelsOf(cv, start);
  const labelOf = ({ x, y }: WorkingPoint) => labels[y * start.width + x];
  const own = labelOf(click);
  const isWanted = points.some((point) => point.isMeant && labelOf(point) === own);
  if (isWanted || points.every(({ isMeant }) => !isMeant)) return false;
  for (let at = 0; at < seeds.length; at += 1) if (labels[at] === own) seeds[at] = seed.background;
  return true;
}

/** The pieces of a mask that were clicked, and those close to them. */
function near(cv: OpenCv, mask: Mask, points: readonly WorkingPoint[]): Mask {
  const { width, height } = mask;
  const grown = grow(cv, mask, tune.gap);
  const labels = labelsOf(cv, grown);
  const wanted = new Set(points.map(({ x, y }) => labels[y * width + x] ?? 0));
  return {
    width,
    height,
    data: mask.data.map((value, at) => (value > 127 && wanted.has(labels[at] ?? 0) ? 255 : 0)),
  };
}

function inside({ width, height, data }: Mask, { left, top, right, bottom }: WorkingBox): Mask {
  const isIn = (x: number, y: number) => x >= left && x < right && y >= top && y < bottom;
  return {
    width,
    height,
    data: data.map((value, at) => (isIn(at % width, Math.floor(at / width)) ? value : 0)),
  };
}

function seedsOfBox({ width, height }: Pixels, { left, top, right, bottom }: WorkingBox): Uint8Array {
  const seeds = new Uint8Array(width * height).fill(seed.background);
  for (let y = top; y < bottom; y += 1) seeds.fill(seed.maybeSubject, y * width + left, y * width + right);
  return seeds;
}

/** How well a mask fills a box: overlap of its own bounding box, less where it is nothing but the box. */
function fit({ width, data }: Mask, box: WorkingBox): number {
  let [left, top, right, bottom, area] = [Infinity, Infinity, -1, -1, 0];
  for (let at = 0; at < data.length; at += 1) {
    if ((data[at] ?? 0) < 128) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    area += 1;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (area === 0) return 0;
  const whole = (box.right - box.left) * (box.bottom - box.top);
  return ((right - left) * (bottom - top)) / whole - Math.max(0, area / whole - tune.full) * 5;
}

function grow(cv: OpenCv, { width, height, data }: Mask, radius: number): Mask {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const side = 2 * radius + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const grown = keep(new cv.Mat());
    cv.dilate(source, grown, kernel);
    return { width, height, data: grown.data.slice() };
  });
}

function labelsOf(cv: OpenCv, { width, height, data }: Mask): Int32Array {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const [labels, stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    cv.connectedComponentsWithStats(source, labels, stats, centroids, 8);
    return labels.data32S.slice();
  });
}

/** Seeds where nothing but the prompt is known. */
function seedsOfPoints({ width, height }: Pixels, { points, marks }: WorkingPrompt): Uint8Array {
  const seeds = new Uint8Array(width * height).fill(marks ? seed.maybeBackground : seed.background);
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
    if (box && (x < box.left || x >= box.right || y < box.top || y >= box.bottom))
      seeds[at] = seed.background;
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
