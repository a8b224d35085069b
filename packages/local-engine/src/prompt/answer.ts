import type { Mask } from "@stratify/imaging";
import { localChange } from "./local-change.ts";
import type { Candidate, Encoded, PromptModel } from "./prompt-model.ts";
import type { WorkingPrompt } from "./working-prompt.ts";

/** Radius within which a click holds whatever else is found, at the working size, in pixels. */
const clickRadius = 4;

/**
 * Answers a prompt point by point, as a user gives them: each starts from the answer before it and changes it around
 * itself only. So the answer to a prompt is always the same, and the last point can be taken back.
 *
 * @param earlier answers to what came before, by the number of points; extended by new ones
 */
export async function answer<Kept extends Encoded>(
  model: PromptModel<Kept>,
  kept: Kept,
  prompt: WorkingPrompt,
  earlier: Mask[],
): Promise<Mask> {
  const { points, box, marks } = prompt;
  const first = box || marks ? 0 : 1;
  for (let count = first + earlier.length; count <= points.length; count += 1) {
    const previous = earlier.at(-1);
    const known = { ...prompt, points: points.slice(0, count) };
    const found = best(await model.select(kept, known, previous));
    const point = points[count - 1];
    earlier.push(previous && point ? localChange(previous, found, point, clickRadius) : found);
  }
  const last = earlier.at(-1);
  if (!last) throw new RangeError("a prompt has a point, a box or a mask");
  return last;
}

function best(candidates: readonly Candidate[]): Mask {
  const [first, ...others] = candidates;
  if (!first) throw new Error("the model gave no mask");
  return others.reduce((most, each) => (each.score > most.score ? each : most), first).mask;
}
