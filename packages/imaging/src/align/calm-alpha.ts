import type { Pace } from "../pixels/pace.ts";
import type { Mask } from "../pixels/pixels.ts";

/** Pixels to each side that have a say. */
const reach = 3;
/** Share of its surroundings from which a pixel begins to go with them, and from which it wholly does. */
const begins = 0.85;
const wholly = 0.95;

/**
 * Takes the noise of a lossy picture out of a mask that was read from it: what lies amid nearly full or nearly empty
 * pixels becomes full or empty, the more the surer they are. Edges stay as they are.
 *
 * @param pace between rows
 * @returns a new mask
 */
export async function calmAlpha({ width, height, data }: Mask, pace: Pace): Promise<Mask> {
  const calm = new Uint8Array(data.length);
  const columns = new Float64Array(width);
  for (let y = -reach; y < height; y += 1) {
    if (y + reach < height) addRow(data, width, y + reach, 1, columns);
    if (y - reach > 0) addRow(data, width, y - reach - 1, -1, columns);
    if (y < 0) continue;
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    let sum = 0;
    for (let x = -reach; x < width; x += 1) {
      if (x + reach < width) sum += columns[x + reach] ?? 0;
      if (x - reach > 0) sum -= columns[x - reach - 1] ?? 0;
      if (x < 0) continue;
      const across = Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1;
      const around = sum / (255 * rows * across);
      const at = y * width + x;
      const value = data[at] ?? 0;
      calm[at] = value + (255 - value) * sureness(around) - value * sureness(1 - around) + 0.5;
    }
    if (pace.due()) await pace.rest();
  }
  return { width, height, data: calm };
}

function addRow(data: Uint8Array, width: number, y: number, sign: 1 | -1, columns: Float64Array): void {
  for (let x = 0; x < width; x += 1) columns[x] = (columns[x] ?? 0) + sign * (data[y * width + x] ?? 0);
}

function sureness(share: number): number {
  return Math.min(1, Math.max(0, (share - begins) / (wholly - begins)));
}
