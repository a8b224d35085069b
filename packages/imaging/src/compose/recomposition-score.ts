import type { Pace } from "../pixels/pace.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { drawRows, type Placed } from "./recompose.ts";

/** How one channel of the recomposed picture differs from the source, in levels of 0 to 255. */
export interface Difference {
  readonly mean: number;
  readonly max: number;
}

/**
 * The proof of a layer set: remainder and layers drawn over each other, compared with the source. Colours count as
 * much as they are visible, so those under alpha 0 do not.
 */
export interface RecompositionScore extends Difference {
  readonly channels: {
    readonly red: Difference;
    readonly green: Difference;
    readonly blue: Difference;
    readonly alpha: Difference;
  };
}

/** Rows that are drawn at a time, so that no second picture is held. */
const band = 64;

/**
 * @param layers bottom to top, the remainder first
 * @param pace between some rows each
 */
export async function recompositionScore(
  source: Pixels,
  layers: readonly Placed[],
  pace: Pace,
): Promise<RecompositionScore> {
  const { width, height } = source;
  const sums = [0, 0, 0, 0];
  const most = [0, 0, 0, 0];
  const drawn = new Uint8ClampedArray(4 * width * Math.min(band, height));
  for (let top = 0; top < height; top += band) {
    if (pace.due()) await pace.rest();
    const bottom = Math.min(top + band, height);
    drawn.fill(0);
    drawRows(layers, width, top, bottom, drawn);
    const rows = source.data.subarray(4 * top * width, 4 * bottom * width);
    compare(rows, drawn, sums, most);
  }
  const difference = (channel: number) => ({
    mean: (sums[channel] ?? 0) / (width * height),
    max: most[channel] ?? 0,
  });
  return {
    mean: sums.reduce((sum, one) => sum + one, 0) / (4 * width * height),
    max: Math.max(...most),
    channels: { red: difference(0), green: difference(1), blue: difference(2), alpha: difference(3) },
  };
}

function compare(rows: Uint8ClampedArray, drawn: Uint8ClampedArray, sums: number[], most: number[]): void {
  for (let at = 0; at < rows.length; at += 4) {
    const alpha = rows[at + 3] ?? 0;
    const drawnAlpha = drawn[at + 3] ?? 0;
    if (
      alpha === drawnAlpha &&
      (alpha === 0 ||
        (rows[at] === drawn[at] && rows[at + 1] === drawn[at + 1] && rows[at + 2] === drawn[at + 2]))
    )
      continue;
    for (let channel = 0; channel < 4; channel += 1) {
      const one = rows[at + channel] ?? 0;
      const other = drawn[at + channel] ?? 0;
      const levels = channel === 3 ? Math.abs(one - other) : Math.abs(one * alpha - other * drawnAlpha) / 255;
      sums[channel] = (sums[channel] ?? 0) + levels;
      if (levels > (most[channel] ?? 0)) most[channel] = levels;
    }
  }
}
