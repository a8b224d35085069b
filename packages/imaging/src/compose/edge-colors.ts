import { type Bounds, grow } from "../pixels/bounds.ts";
import type { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";

/** Pixels to a side of the squares over which colours are averaged. */
const side = 4;
/** How far around a soft edge colours are looked for, in squares; further ones come in where these have none. */
const reach = 3;

/** Colours around soft edges, one for each square of a grid, with red, green, blue and weight side by side. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** What a layer's colours and those behind it are likely to be at its soft edges. */
export interface EdgeColors {
  /** Writes the likely colours at a pixel into `layer` and `behind`, red, green and blue. */
  at(x: number, y: number, layer: Float32Array, behind: Float32Array): void;
}

/**
 * Estimates both colours that mix at a layer's soft edges: averages of what is wholly or nearly the layer's, and of
 * what is not, near by; where there is none, of the next wider surroundings (pull-push).
 *
 * @param beneath the picture without the layers above, whose alpha is 0 where they hide everything
 * @param shares of the layer, cut to `bounds`
 * @param pace between rows of squares
 * @returns `undefined` when the layer has no soft edge
 */
export async function edgeColors(
  beneath: Pixels,
  shares: Mask,
  bounds: Bounds,
  pace: Pace,
): Promise<EdgeColors | undefined> {
  const area = grow(bounds, side * (reach + 1), beneath);
  const width = Math.ceil(area.width / side);
  const height = Math.ceil(area.height / side);
  await pace.step();
  const near = nearSoft(shares, bounds, area, width, height);
  if (!near) return undefined;
  const layer: Grid = { width, height, data: new Float32Array(4 * width * height) };
  const behind: Grid = { width, height, data: new Float32Array(4 * width * height) };
  for (let cell = 0; cell < near.length; cell += 1) {
    if (cell % width === 0) await pace.step();
    if (near[cell]) average(beneath, shares, bounds, area, cell, layer, behind);
  }
  await pace.step();
  spread(layer);
  await pace.step();
  spread(behind);
  return {
    at(x, y, layerColor, behindColor) {
      const column = Math.min(Math.max((x - area.x + 0.5) / side - 0.5, 0), width - 1);
      const row = Math.min(Math.max((y - area.y + 0.5) / side - 0.5, 0), height - 1);
      read(layer, column, row, layerColor);
      read(behind, column, row, behindColor);
    },
  };
}

/** Which squares lie within reach of a soft pixel. */
function nearSoft(shares: Mask, bounds: Bounds, area: Bounds, width: number, height: number) {
  const near = new Uint8Array(width * height);
  let any = false;
  for (let y = 0; y < bounds.height; y += 1) {
    const row = Math.floor((y + bounds.y - area.y) / side);
    for (let x = 0; x < bounds.width; x += 1) {
      const share = shares.data[y * bounds.width + x] ?? 0;
      if (share === 0 || share === 255) continue;
      any = true;
      const column = Math.floor((x + bounds.x - area.x) / side);
      if (near[row * width + column] === 2) continue;
      for (let r = Math.max(0, row - reach); r <= Math.min(height - 1, row + reach); r += 1) {
        for (let c = Math.max(0, column - reach); c <= Math.min(width - 1, column + reach); c += 1) {
          near[r * width + c] ||= 1;
        }
      }
      near[row * width + column] = 2;
    }
  }
  return any ? near : undefined;
}

/** Weights by share: the purer a pixel is, the more it says of its colour. */
const purity = Float32Array.from({ length: 256 }, (_, share) => (share / 255) ** 24);

function average(
  { width, data }: Pixels,
  shares: Mask,
  bounds: Bounds,
  area: Bounds,
  cell: number,
  layer: Grid,
  behind: Grid,
): void {
  const left = area.x + (cell % layer.width) * side;
  const top = area.y + Math.floor(cell / layer.width) * side;
  const right = Math.min(left + side, area.x + area.width);
  const bottom = Math.min(top + side, area.y + area.height);
  let [red, green, blue, weight] = [0, 0, 0, 0];
  let [backRed, backGreen, backBlue, backWeight] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = 4 * (y * width + x);
      const alpha = (data[at + 3] ?? 0) / 255;
      if (alpha === 0) continue;
      const inside =
        x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height;
      const share = inside ? (shares.data[(y - bounds.y) * bounds.width + x - bounds.x] ?? 0) : 0;
      const r = data[at] ?? 0;
      const g = data[at + 1] ?? 0;
      const b = data[at + 2] ?? 0;
      const mine = alpha * (purity[share] ?? 0);
      const others = alpha * (purity[255 - share] ?? 0);
      red += mine * r;
      green += mine * g;
      blue += mine * b;
      weight += mine;
      backRed += others * r;
      backGreen += others * g;
      backBlue += others * b;
      backWeight += others;
    }
  }
  put(layer, cell, red, green, blue, weight);
  put(behind, cell, backRed, backGreen, backBlue, backWeight);
}

/** A square that holds a few pure pixels stands for itself; with less, its surroundings have a say. */
function put({ data }: Grid, cell: number, red: number, green: number, blue: number, weight: number): void {
  const scale = 1 / Math.max(weight, side);
  data[4 * cell] = red * scale;
  data[4 * cell + 1] = green * scale;
  data[4 * cell + 2] = blue * scale;
  data[4 * cell + 3] = weight * scale;
}

/** Fills what a grid lacks from ever coarser grids of itself. Afterwards each weight is 1, or all are 0. */
function spread(fine: Grid): void {
  if (fine.width === 1 && fine.height === 1) {
    normalize(fine.data);
    return;
  }
  const coarse = halve(fine);
  spread(coarse);
  const color = new Float32Array(4);
  for (let y = 0; y < fine.height; y += 1) {
    for (let x = 0; x < fine.width; x += 1) {
      const at = 4 * (y * fine.width + x);
      const missing = 1 - (fine.data[at + 3] ?? 0);
      if (missing <= 0) continue;
      const column = Math.min(Math.max(x / 2 - 0.25, 0), coarse.width - 1);
      const row = Math.min(Math.max(y / 2 - 0.25, 0), coarse.height - 1);
      read(coarse, column, row, color);
      for (let channel = 0; channel < 4; channel += 1) {
        fine.data[at + channel] = (fine.data[at + channel] ?? 0) + missing * (color[channel] ?? 0);
      }
    }
  }
}

function halve(fine: Grid): Grid {
  const width = Math.ceil(fine.width / 2);
  const height = Math.ceil(fine.height / 2);
  const data = new Float32Array(4 * width * height);
  for (let y = 0; y < fine.height; y += 1) {
    for (let x = 0; x < fine.width; x += 1) {
      const from = 4 * (y * fine.width + x);
      if (fine.data[from + 3] === 0) continue;
      const to = 4 * ((y >> 1) * width + (x >> 1));
      for (let channel = 0; channel < 4; channel += 1) {
        data[to + channel] = (data[to + channel] ?? 0) + (fine.data[from + channel] ?? 0);
      }
    }
  }
  for (let at = 0; at < data.length; at += 4) {
    const weight = data[at + 3] ?? 0;
    if (weight <= 1) continue;
    for (let channel = 0; channel < 4; channel += 1) data[at + channel] = (data[at + channel] ?? 0) / weight;
  }
  return { width, height, data };
}

function normalize(data: Float32Array): void {
  const weight = data[3] ?? 0;
  if (weight > 0)
    for (let channel = 0; channel < 4; channel += 1) data[channel] = (data[channel] ?? 0) / weight;
}

/** The colour between the centres of four squares. */
function read({ width, height, data }: Grid, column: number, row: number, color: Float32Array): void {
  const x = Math.floor(column);
  const y = Math.floor(row);
  const right = x + 1 < width ? 4 : 0;
  const below = y + 1 < height ? 4 * width : 0;
  const at = 4 * (y * width + x);
  const dx = column - x;
  const dy = row - y;
  for (let channel = 0; channel < 4; channel += 1) {
    const here = at + channel;
    const upper = (data[here] ?? 0) * (1 - dx) + (data[here + right] ?? 0) * dx;
    const lower = (data[here + below] ?? 0) * (1 - dx) + (data[here + below + right] ?? 0) * dx;
    color[channel] = upper * (1 - dy) + lower * dy;
  }
}
