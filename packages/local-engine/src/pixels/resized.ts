import type { Bounds, Pixels } from "@stratify/imaging";

/**
 * A part of an image at any other size: averaged where it becomes smaller, blended between neighbours where it becomes
 * larger. Colours count by their alpha; what is transparent becomes white.
 *
 * @param box the part, in pixels of the image
 */
export function resized(image: Pixels, box: Bounds, width: number, height: number): Pixels {
  const columns = spans(box.x, box.width, width);
  const rows = spans(box.y, box.height, height);
  const data = new Uint8ClampedArray(4 * width * height);
  // First across, for the rows that are needed alone, then down.
  const strip = new Float32Array(4 * width);
  for (let y = 0; y < height; y += 1) {
    const [first, weights] = [rows.first[y] ?? 0, rows.weights];
    strip.fill(0);
    for (let row = 0; row < rows.taps; row += 1) {
      const weight = weights[y * rows.taps + row] ?? 0;
      if (weight > 0) addRow(image, first + row, weight, columns, strip);
    }
    for (let x = 0; x < 4 * width; x += 4) {
      const alpha = strip[x + 3] ?? 0;
      const white = 255 - alpha;
      data[4 * width * y + x] = (strip[x] ?? 0) + white;
      data[4 * width * y + x + 1] = (strip[x + 1] ?? 0) + white;
      data[4 * width * y + x + 2] = (strip[x + 2] ?? 0) + white;
      data[4 * width * y + x + 3] = 255;
    }
  }
  return { width, height, data };
}

/** For each place of the result: the first source pixel, and the weights of it and of those that follow. */
interface Spans {
  readonly first: Int32Array;
  readonly taps: number;
  readonly weights: Float32Array;
}

function spans(from: number, length: number, size: number): Spans {
  const step = length / size;
  const reach = Math.max(1, step);
  const taps = Math.ceil(reach) + 2;
  const first = new Int32Array(size);
  const weights = new Float32Array(size * taps);
  for (let at = 0; at < size; at += 1) {
    const centre = (at + 0.5) * step - 0.5;
    const start = Math.max(0, Math.min(length - 1, Math.ceil(centre - reach)));
    first[at] = from + start;
    let sum = 0;
    for (let tap = 0; tap < taps && start + tap < length; tap += 1) {
      const weight = Math.max(0, 1 - Math.abs(start + tap - centre) / reach);
      weights[at * taps + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap += 1) {
      weights[at * taps + tap] = sum > 0 ? (weights[at * taps + tap] ?? 0) / sum : Number(tap === 0);
    }
  }
  return { first, taps, weights };
}

function addRow({ width, data }: Pixels, row: number, weight: number, columns: Spans, strip: Float32Array) {
  const { first, taps, weights } = columns;
  for (let x = 0; x < first.length; x += 1) {
    let from = 4 * (row * width + (first[x] ?? 0));
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (let tap = 0; tap < taps; tap += 1, from += 4) {
      const share = weights[x * taps + tap] ?? 0;
      if (share === 0) continue;
      const opacity = share * (data[from + 3] ?? 0);
      red += (opacity * (data[from] ?? 0)) / 255;
      green += (opacity * (data[from + 1] ?? 0)) / 255;
      blue += (opacity * (data[from + 2] ?? 0)) / 255;
      alpha += opacity;
    }
    strip[4 * x] = (strip[4 * x] ?? 0) + weight * red;
    strip[4 * x + 1] = (strip[4 * x + 1] ?? 0) + weight * green;
    strip[4 * x + 2] = (strip[4 * x + 2] ?? 0) + weight * blue;
    strip[4 * x + 3] = (strip[4 * x + 3] ?? 0) + weight * alpha;
  }
}
