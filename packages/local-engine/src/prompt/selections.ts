import type { Prompt } from "@stratify/core";
import { decodeImage, type Mask, type Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { answer } from "./answer.ts";
import { type EncodedSubject, GrabCutModel } from "./grab-cut-model.ts";
import { workingPrompt } from "./working-prompt.ts";

/** Images that are kept at most. */
const mostImages = 2;
/** Pixels of all kept images together, beyond which only the last one is kept. */
const mostPixels = 24e6;

/** Where a selection gets its files from. */
export interface SelectionFiles {
  readonly image: () => Promise<Uint8Array>;
  /** The brushed mask. */
  readonly brush: (() => Promise<Uint8Array>) | undefined;
}

interface Kept {
  readonly image: Pixels;
  readonly encoded: EncodedSubject;
  /** The prompt without its points that the answers belong to. */
  base: string;
  points: readonly string[];
  /** Answers to the base and to each point after it. */
  answers: Mask[];
}

/** Answers prompts, and keeps of the last images what every prompt needs. */
export class Selections {
  readonly #kept = new Map<string, Kept>();

  /**
   * The selection at the image's full size, with soft edges.
   *
   * @param key names the image; its file is asked for when it is not kept
   */
  async select(
    tools: Tools,
    key: string,
    prompt: Prompt,
    files: SelectionFiles,
    progress: Progress,
  ): Promise<Mask> {
    const model = new GrabCutModel(tools);
    const kept = this.#kept.get(key) ?? (await this.#load(model, await files.image(), progress));
    this.#keep(key, kept);
    const file = await files.brush?.();
    const { image, encoded } = kept;
    const known = workingPrompt(prompt, image, encoded.small, file && (await decodeImage(file)));
    progress("cutting", 0.7);
    keepCommon(kept, JSON.stringify([prompt.box, known.marks && hash(known.marks)]), prompt);
    const rough = await answer(model, encoded, known, kept.answers);
    progress("edges", 0.8);
    const mask = withinAlpha(image, refine(tools.cv, image, rough));
    progress("edges", 1);
    return mask;
  }

  async #load(model: GrabCutModel, file: Uint8Array, progress: Progress): Promise<Kept> {
    const image = await decodeImage(file);
    const encoded = await model.encode(image, (step, fraction) => progress(step, 0.7 * fraction));
    return { image, encoded, base: "", points: [], answers: [] };
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      const pixels = [...this.#kept.values()].reduce((sum, { image }) => sum + image.width * image.height, 0);
      if (oldest === key || (this.#kept.size <= mostImages && pixels <= mostPixels)) break;
      this.#kept.delete(oldest);
    }
  }
}

/** Drops the answers that do not belong to this prompt: all after the first point that is another one. */
function keepCommon(kept: Kept, base: string, { points = [], box, mask }: Prompt): void {
  const now = points.map((point) => JSON.stringify(point));
  const isSame = (point: string, index: number) => point === kept.points[index];
  const other = now.findIndex((point, index) => !isSame(point, index));
  const common = base !== kept.base ? 0 : other < 0 ? now.length : other;
  const withoutPoints = box || mask ? 1 : 0;
  const valid = base === kept.base ? common + withoutPoints : 0;
  kept.answers = kept.answers.slice(0, valid);
  kept.base = base;
  kept.points = now;
}

/** FNV-1a. */
function hash(data: Uint8Array): number {
  let value = 0x811c9dc5;
  for (const byte of data) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
