/**
 * The mean of what is known within a square around each pixel.
 *
 * @param values `channels` numbers a pixel
 * @param known not 0 for pixels that count
 * @param radius of the square, in pixels: half its side, rounded down
 * @returns the means, and 0 where nothing is known within reach
 */
export function boxMean(
  values: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels: number,
  radius: number,
): Float32Array {
  const across = new Float32Array(values.length);
  const counted = new Float32Array(known.length);
  const running = new Float64Array(channels + 1);
  const take = (at: number, sign: number) => {
    if (known[at] === 0) return;
    running[channels] = (running[channels] ?? 0) + sign;
    for (let channel = 0; channel < channels; channel += 1) {
      running[channel] = (running[channel] ?? 0) + sign * (values[channels * at + channel] ?? 0);
    }
  };
  for (let y = 0; y < height; y += 1) {
    running.fill(0);
    const row = y * width;
    for (let x = 0; x < Math.min(radius, width); x += 1) take(row + x, 1);
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) take(row + x + radius, 1);
      if (x - radius > 0) take(row + x - radius - 1, -1);
      counted[row + x] = running[channels] ?? 0;
      for (let channel = 0; channel < channels; channel += 1) {
        across[channels * (row + x) + channel] = running[channel] ?? 0;
      }
    }
  }
  const means = new Float32Array(values.length);
  const sums = new Float64Array(channels * width);
  const counts = new Float64Array(width);
  const takeRow = (y: number, sign: number) => {
    for (let x = 0; x < width; x += 1) counts[x] = (counts[x] ?? 0) + sign * (counted[y * width + x] ?? 0);
    for (let at = 0; at < sums.length; at += 1) {
      sums[at] = (sums[at] ?? 0) + sign * (across[channels * y * width + at] ?? 0);
    }
  };
  for (let y = 0; y < Math.min(radius, height); y += 1) takeRow(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) takeRow(y + radius, 1);
    if (y - radius > 0) takeRow(y - radius - 1, -1);
    for (let x = 0; x < width; x += 1) {
      const count = counts[x] ?? 0;
      if (count < 0.5) continue;
      for (let channel = 0; channel < channels; channel += 1) {
        means[channels * (y * width + x) + channel] = (sums[channels * x + channel] ?? 0) / count;
      }
    }
  }
  return means;
}
