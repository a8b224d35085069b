import {
  type CallContext,
  cutOut,
  decodeImage,
  encodeMaskPng,
  encodePng,
  type Handlers,
  type Mask,
  type Pixels,
} from "@stratify/imaging";
import { background, fill } from "../background/fill.ts";
import type { EngineOperations, Segmented, SentPrompt, SplitLayer } from "../engine/operations.ts";
import { split } from "../layers/split.ts";
import type { Progress, WorkProgress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { type SelectionFiles, Selections } from "../prompt/selections.ts";
import { subject } from "../subject/subject.ts";
import { color } from "../words/colors.ts";
import { plants } from "../words/plants.ts";
import { regions } from "../words/regions.ts";
import { sky } from "../words/sky.ts";
import { tone } from "../words/tones.ts";
import type { Word } from "../words/vocabulary.ts";
import type { LazyTools } from "./lazy-tools.ts";

type Context = CallContext<WorkProgress>;

/** Share of a piece of work that is done when its result is written. */
const writingFrom = 0.9;

/** Does the engine's work inside a worker. Its script must have set the codecs. */
export function engineHandlers(tools: LazyTools): Handlers<EngineOperations> {
  const pixelsOf = async ({ width, height }: Pick<Pixels, "width" | "height">, context: Context) => {
    const { buffer } = await context.file(0);
    return { width, height, data: new Uint8ClampedArray(buffer) };
  };
  const selections = new Selections();
  return {
    async subject(size, context) {
      const image = await pixelsOf(size, context);
      return tools.run((given) => subject(given, image, progressOf(context)));
    },
    async color({ name, ...size }, context) {
      const image = await pixelsOf(size, context);
      return tools.run(({ cv }) => color(cv, image, name));
    },
    async regions({ count, ...size }, context) {
      const image = await pixelsOf(size, context);
      return tools.run((given) => regions(given, image, count, progressOf(context)));
    },
    async background(size, context) {
      const image = await pixelsOf(size, context);
      return tools.run((given) => background(given, image, progressOf(context)));
    },
    async split({ max }, context) {
      const image = await decodeImage(await context.file(0));
      const tell = progressOf(context);
      const { objects, background: behind } = await tools.run((given) =>
        split(given, image, max, (step, fraction) => tell(step, writingFrom * fraction)),
      );
      tell("writing", writingFrom);
      const layers: SplitLayer[] = [];
      for (const { name, mask } of objects) {
        const layer = await encodePng(await cutOut(image, mask));
        layers.push({ name, layer, mask: await encodeMaskPng(mask) });
      }
      return { layers, ...(behind && { background: await encodePng(behind) }) };
    },
    select({ key, prompt }, context) {
      const file = () => context.file(0);
      return tools.run((given) =>
        selections.select(given, key, prompt, filesOf(file, prompt, context), progressOf(context)),
      );
    },
    async segment({ word, prompt }, context) {
      const file = await context.file(0);
      const image = await decodeImage(file);
      const tell = progressOf(context);
      const progress: Progress = (step, fraction) => tell(step, writingFrom * fraction);
      if (prompt) {
        const files = filesOf(async () => file, prompt, context);
        const selected = await tools.run((given) =>
          new Selections().select(given, "", prompt, files, progress),
        );
        tell("writing", writingFrom);
        if (word === "background") {
          return { layer: await encodePng(await tools.run(({ cv }) => fill(cv, image, selected))) };
        }
        if (word === "subject") return segmented(image, selected);
        const ofWord = await tools.run((given) => maskOf(given, image, word, () => {}));
        return segmented(image, within(ofWord, selected));
      }
      if (word === "background") {
        const filled = await tools.run((given) => background(given, image, progress));
        tell("writing", writingFrom);
        return filled && { layer: await encodePng(filled) };
      }
      const mask = await tools.run((given) => maskOf(given, image, word, progress));
      tell("writing", writingFrom);
      return segmented(image, mask);
    },
  };
}

function maskOf(
  tools: Tools,
  image: Pixels,
  word: Exclude<Word, "background">,
  progress: Progress,
): Mask | Promise<Mask> {
  switch (word) {
    case "subject":
      return subject(tools, image, progress);
    case "sky":
      return sky(tools.cv, image);
    case "plants":
      return plants(tools.cv, image);
    case "shadows":
    case "midtones":
    case "highlights":
      return tone(image, word);
    default:
      return color(tools.cv, image, word);
  }
}

function filesOf(
  image: () => Promise<Uint8Array>,
  { isBrushed }: SentPrompt,
  context: Context,
): SelectionFiles {
  return { image, brush: isBrushed ? () => context.file(1) : undefined };
}

/** What of a mask lies within another one. */
function within(mask: Mask, other: Mask): Mask {
  return { ...mask, data: mask.data.map((value, at) => Math.min(value, other.data[at] ?? 0)) };
}

async function segmented(image: Pixels, mask: Mask): Promise<Segmented | undefined> {
  if (!mask.data.some((value) => value > 0)) return undefined;
  return { layer: await encodePng(await cutOut(image, mask)), mask: await encodeMaskPng(mask) };
}

function progressOf({ tell }: Context): Progress {
  return (step, fraction) => void tell({ step, fraction });
}
