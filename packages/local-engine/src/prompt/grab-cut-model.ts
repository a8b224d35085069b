import type { Mask, Pixels } from "@stratify/imaging";
import { look } from "../layers/look.ts";
import { grabCut } from "../pixels/grab-cut.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { roughSubject } from "../subject/subject.ts";
import { inside, near, shareInside, touches } from "./pieces.ts";
import type { Candidate, Encoded, PromptModel } from "./prompt-model.ts";
import { limit, seedsAround, seedsOfBox, seedsOfPoints, valid } from "./seeds.ts";
import { mark, type WorkingBox, type WorkingPrompt } from "./working-prompt.ts";

/** How often the colours are learned anew. */
const rounds = 2;
/** A click this many pixels beside the subject still means it. */
const nearby = 4;
/** The net sees a box at about this side, and this share of the box around it. */
const [boxSide, boxMargin] = [224, 0.12];
/** What a better start in a box is worth: what the net sees there, the image's subject, nothing but the box. */
const preference = [0, 0.03, 0.09];
/**
 * The image's subject is what a box means when it fits the box this well, and this share of its pieces lies inside:
 * the net need not look again.
 */
const [sureFit, sureInside] = [0.8, 0.9];
/** A mask that fills more of its box than this has leaked. */
const mostFilled = 0.9;

/** An image, small, and its main subject as the cut-out finds it. */
export interface EncodedSubject extends Encoded {
  readonly subject: Mask;
}

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
    const isSubject = meant.every((point) => touches(subject, point, nearby));
    if (!isSubject || marks?.includes(mark.meant))
      return [this.#cut(small, prompt, seedsOfPoints(small, prompt))];
    const start = meant.length > 0 ? near(cv, subject, meant) : subject;
    return [this.#cut(small, prompt, seedsAround(cv, start, prompt))];
  }

  #cut(small: Pixels, prompt: WorkingPrompt, seeds: Uint8Array): Candidate {
    limit(seeds, small, prompt);
    return { mask: grabCut(this.#tools.cv, small, seeds, rounds), score: 1 };
  }

  async #inBox(small: Pixels, subject: Mask, prompt: WorkingPrompt, box: WorkingBox): Promise<Candidate[]> {
    const { cv } = this.#tools;
    const held = inside(subject, box);
    if (fit(held, box) >= sureFit && shareInside(cv, subject, held) >= sureInside) {
      const known = this.#cut(small, prompt, seedsAround(cv, held, prompt));
      if (fit(known.mask, box) >= sureFit) return [known];
    }
    const seen = await this.#seenIn(small, box);
    const starts = [seedsAround(cv, seen, prompt), seedsAround(cv, held, prompt), seedsOfBox(small, box)];
    const found = starts.map((seeds) => this.#cut(small, prompt, seeds).mask);
    return found.map((mask, index) => ({
      mask,
      score: fit(mask, box) - (preference[index] ?? 0),
    }));
  }

  /** What the net sees in a box and a little around it. */
  async #seenIn(small: Pixels, box: WorkingBox): Promise<Mask> {
    const margin = boxMargin * Math.max(box.right - box.left, box.bottom - box.top);
    const left = Math.max(0, Math.floor(box.left - margin));
    const top = Math.max(0, Math.floor(box.top - margin));
    const width = Math.min(small.width, Math.ceil(box.right + margin)) - left;
    const height = Math.min(small.height, Math.ceil(box.bottom + margin)) - top;
    const part = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    for (let y = 0; y < height; y += 1) {
      const from = 4 * ((top + y) * small.width + left);
      part.data.set(small.data.subarray(from, from + 4 * width), 4 * y * width);
    }
    const { mask } = await look(this.#tools, part, boxSide);
    const data = new Uint8Array(small.width * small.height);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        data[(top + y) * small.width + left + x] = (mask.data[y * width + x] ?? 0) >= 128 ? 255 : 0;
      }
    }
    return { width: small.width, height: small.height, data };
  }
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
  return ((right - left) * (bottom - top)) / whole - Math.max(0, area / whole - mostFilled) * 5;
}
