/** Values that lie side by side for each pixel of the planes here: one box filter then serves four planes. */
export const lanes = 4;

/**
 * Averages four interleaved planes over a square window, with running sums: the cost does not depend on the radius.
 * Windows are cut at the border.
 *
 * @param planes `4 * width * height` numbers; overwritten with the means
 * @param radius half the window's side, in pixels
 * @param rows room for as many numbers as `planes` has
 */
export function boxMean(
  planes: Float32Array,
  width: number,
  height: number,
  radius: number,
  rows: Float32Array,
): void {
  sumRows(planes, width, height, radius, rows);
  const sums = new Float64Array(lanes * width);
  const stride = lanes * width;
  for (let y = 0; y < Math.min(radius, height); y += 1) add(rows, y * stride, sums);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) add(rows, (y + radius) * stride, sums);
    if (y - radius > 0) subtract(rows, (y - radius - 1) * stride, sums);
    const tall = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x += 1) {
      const wide = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
      const scale = 1 / (wide * tall);
      const from = lanes * x;
      const to = y * stride + from;
      planes[to] = (sums[from] ?? 0) * scale;
      planes[to + 1] = (sums[from + 1] ?? 0) * scale;
      planes[to + 2] = (sums[from + 2] ?? 0) * scale;
      planes[to + 3] = (sums[from + 3] ?? 0) * scale;
    }
  }
}

function sumRows(planes: Float32Array, width: number, height: number, radius: number, rows: Float32Array) {
  for (let y = 0; y < height; y += 1) {
    const start = lanes * y * width;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let x = -radius; x < width; x += 1) {
      if (x + radius < width) {
        const entering = start + lanes * (x + radius);
        first += planes[entering] ?? 0;
        second += planes[entering + 1] ?? 0;
        third += planes[entering + 2] ?? 0;
        fourth += planes[entering + 3] ?? 0;
      }
      if (x < 0) continue;
      if (x > radius) {
        const leaving = start + lanes * (x - radius - 1);
        first -= planes[leaving] ?? 0;
        second -= planes[leaving + 1] ?? 0;
        third -= planes[leaving + 2] ?? 0;
        fourth -= planes[leaving + 3] ?? 0;
      }
      const to = start + lanes * x;
      rows[to] = first;
      rows[to + 1] = second;
      rows[to + 2] = third;
      rows[to + 3] = fourth;
    }
  }
}

function add(rows: Float32Array, from: number, sums: Float64Array): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (rows[from + at] ?? 0);
}

function subtract(rows: Float32Array, from: number, sums: Float64Array): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) - (rows[from + at] ?? 0);
}
