import { useNodeCodecs } from "@stratify/imaging/node";
import { overlap } from "../../../packages/local-engine/src/subject/overlap.ts";
import { type Effort, usual } from "../../../packages/local-engine/src/subject/subject.ts";
import { type Composite, compose } from "./compose.ts";
import { Cutter } from "./cutter.ts";
import { readPhotos } from "./photos.ts";
import { tuningScenes } from "./tuning-scenes.ts";

const sizes = [240, 320, 400];
const rounds = [1, 2, 3];
/** One tuning composite of so many is cut for quality: some of most kinds. */
const oneOf = 5;
/** The composite whose time is taken, and what makes two megapixels of it. */
const timed = "plain 2";
const scale = 3.4;

/**
 * Compares working sizes and rounds of the engine on a fifth of the tuning set: overlap with the truth, and time at two
 * megapixels. What the engine usually does is marked.
 *
 * @returns nothing: it compares, and has no limit
 */
export async function sweepEngine(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const recipes = tuningScenes(await readPhotos());
  const pictures = recipes.filter((_, index) => index % oneOf === 0).map((recipe) => compose(recipe));
  const large = recipes.filter(({ name }) => name === timed).map((recipe) => compose({ ...recipe, scale }));
  const cutter = new Cutter();
  try {
    print(`Overlap over ${pictures.length} tuning composites; time in ms a megapixel at two megapixels:\n`);
    print("| working size | rounds | mean overlap | least | processor's time | by the clock |");
    print("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const working of sizes) {
      for (const each of rounds) print(await row(cutter, pictures, large, { working, rounds: each }));
    }
    return [];
  } finally {
    await cutter.close();
  }
}

async function row(
  cutter: Cutter,
  pictures: readonly Composite[],
  large: readonly Composite[],
  effort: Effort,
): Promise<string> {
  const overlaps: number[] = [];
  for (const { image, truth } of pictures) {
    overlaps.push(overlap((await cutter.cut("engine", image, effort)).mask, truth));
  }
  let [cpu, wall, megapixels] = [0, 0, 0];
  for (const { image } of large) {
    const took = await cutter.cut("engine", image, effort);
    cpu += took.cpu;
    wall += took.wall;
    megapixels += (image.width * image.height) / 1e6;
  }
  const chosen = effort.working === usual.working && effort.rounds === usual.rounds;
  const cells = [
    `${effort.working}${chosen ? " (usual)" : ""}`,
    effort.rounds,
    (overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length).toFixed(3),
    Math.min(...overlaps).toFixed(3),
    (cpu / megapixels).toFixed(0),
    (wall / megapixels).toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}
