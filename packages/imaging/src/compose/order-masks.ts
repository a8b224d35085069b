import { type MaskOverview, overlap } from "./mask-overview.ts";

/** A mask that is so nearly the rest of the others, or so much of the picture, is what lies behind them. */
const restOverlap = 0.85;
const wholeShare = 0.97;

/** In which order layers are stacked. */
export interface Stacking {
  /** Indices of the masks, bottom to top. */
  readonly order: readonly number[];
  /** The mask of what lies behind all others, such as "background" or "everything else". */
  readonly backdrop?: number;
}

/** A mask to be stacked. */
interface Stacked {
  readonly overview: MaskOverview;
  /** Place in the stack, 0 at the bottom, where the provider tells. */
  readonly depth?: number;
}

/**
 * Stacks masks. The one that is what all others leave (or the whole picture) goes to the bottom, whatever its size;
 * of two that are each other's rest it is the one that holds more of the picture's border. Above it a smaller mask
 * is over a larger one, which puts whatever lies inside something else in front of it; equal ones keep their order.
 * Where a provider tells the depth of all of them, that counts instead.
 *
 * @param full the overview of the whole picture
 */
export function orderMasks(masks: readonly Stacked[], full: MaskOverview): Stacking {
  const overviews = masks.map(({ overview }) => overview);
  const backdrop = findBackdrop(overviews, full);
  const size = (index: number) => (index === backdrop ? full.area + 1 : (overviews[index]?.area ?? 0));
  const depth = (index: number) => masks[index]?.depth ?? 0;
  const told = masks.every((mask) => mask.depth !== undefined);
  const order = masks
    .map((_, index) => index)
    .sort((one, other) => (told ? depth(one) - depth(other) : size(other) - size(one)));
  return backdrop === undefined ? { order } : { order, backdrop };
}

function findBackdrop(masks: readonly MaskOverview[], full: MaskOverview): number | undefined {
  if (masks.length < 2) return undefined;
  return masks
    .map((mask, index) => ({ mask, index, border: borderSum(mask) }))
    .filter(({ mask }) => {
      if (mask.area >= wholeShare * full.area) return true;
      const rest = restOf(
        masks.filter((other) => other !== mask),
        full,
      );
      return overlap(mask.squares, rest) >= restOverlap;
    })
    .sort((one, other) => other.border - one.border)[0]?.index;
}

/** What masks leave of the picture, where they overlap as where they don't. */
function restOf(masks: readonly MaskOverview[], full: MaskOverview): Float64Array {
  return full.squares.map((whole, at) => {
    const most = masks.reduce((sum, { squares }) => sum + (squares[at] ?? 0), 0);
    return Math.max(0, whole - most);
  });
}

function borderSum({ width, height, squares }: MaskOverview): number {
  return squares.reduce((sum, value, at) => {
    const column = at % width;
    const row = Math.floor(at / width);
    const outer = column === 0 || row === 0 || column === width - 1 || row === height - 1;
    return outer ? sum + value : sum;
  }, 0);
}
