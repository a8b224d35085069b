import { compose, type Recipe } from "./compose.ts";
import type { Cutter } from "./cutter.ts";

/** Least advantage in time at two megapixels, on every picture. */
const leastSpeed = 3;
/** Makes two megapixels of a tuning composite. */
const scale = 3.4;

/**
 * Composites on which GrabCut is at its fastest, as they have few colours. On gradients and photographs it takes 10 to
 * 30 times as long; of those, one gradient stands at the end.
 */
const pictures: readonly string[] = [
  "plain 1",
  "plain 2",
  "plain 3",
  "texture 1",
  "hole 5",
  "thin 3",
  "low contrast 2",
  "dark 1",
  "plain 4",
];

/**
 * Measures time at two megapixels: the engine's soft mask of the full picture beside plain GrabCut working at those two
 * megapixels, which is what it takes to get an outline as fine. Plain GrabCut at the engine's own working size is named
 * beside them: it is one cut where the engine makes six, and its outline is as coarse as that size. Judged by the
 * processor's time, because other work on the machine lengthens the time by the clock.
 *
 * @param recipes the composites for tuning
 * @returns the pictures on which the engine is not fast enough, in words
 */
export async function compareSpeed(
  print: (line: string) => void,
  cutter: Cutter,
  recipes: readonly Recipe[],
): Promise<readonly string[]> {
  print("Processor's time in ms a megapixel (time by the clock), at two megapixels:\n");
  print("| picture | megapixels | engine | GrabCut at full size | times as fast | GrabCut at working size |");
  print("| --- | ---: | ---: | ---: | ---: | ---: |");
  const ratios: { readonly name: string; readonly ratio: number }[] = [];
  for (const name of pictures) {
    const recipe = recipes.find((each) => each.name === name);
    if (!recipe) throw new Error(`there is no composite "${name}"`);
    const { image } = compose({ ...recipe, scale });
    const megapixels = (image.width * image.height) / 1e6;
    await cutter.cut("engine", image); // compiled by now, as in an engine at work
    const engine = await cutter.cut("engine", image);
    const full = await cutter.cut("plain full", image);
    const small = await cutter.cut("plain small", image);
    const cell = ({ cpu, wall }: typeof engine) =>
      `${(cpu / megapixels).toFixed(0)} (${(wall / megapixels).toFixed(0)})`;
    const ratio = full.cpu / engine.cpu;
    const cells = [name, megapixels.toFixed(2), cell(engine), cell(full), ratio.toFixed(1), cell(small)];
    print(`| ${cells.join(" | ")} |`);
    ratios.push({ name, ratio });
  }
  const sorted = ratios.map(({ ratio }) => ratio).toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  print(`\n${(sorted[0] ?? 0).toFixed(1)} times as fast at least, ${median.toFixed(1)} in the median\n`);
  return ratios.flatMap(({ name, ratio }) =>
    ratio < leastSpeed ? [`on "${name}" the engine is ${ratio.toFixed(1)} times as fast`] : [],
  );
}
