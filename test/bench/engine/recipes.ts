import type { Recipe } from "./compose.ts";
import { flat, grainy, lit, type Paint, type Rgb } from "./paints.ts";
import type { Shape } from "./shapes.ts";

/** Sizes of the composites, in pixels. */
export const wide = [480, 360] as const;
export const tall = [360, 480] as const;
export const even = [420, 420] as const;

/** A thing of one material under a lamp. */
export const thing = (color: Rgb, seed = 1): Paint => grainy(lit(flat(color)), seed, 6);

/** Makes the recipes of one kind: named by it and numbered, with camera noise from `seed` on over the background. */
export function kind(name: string, seed = 40) {
  let count = 0;
  return (
    size: Recipe["size"],
    behind: Paint,
    subject: Paint,
    shape: Shape,
    more: Pick<Recipe, "edge" | "defocus"> = {},
  ): Recipe => {
    count += 1;
    const ground = grainy(behind, seed + count, 4);
    return { name: `${name} ${count}`, kind: name, size, behind: ground, subject, shape, ...more };
  };
}
