/** The mean of the square of `2 radius + 1` pixels a side around each pixel, as far as the plane reaches. */
export function boxMean(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = means(plane, width, height, radius, 1, width);
  return means(across, height, width, radius, width, 1);
}

/** Running means along lines of `length`, `step` apart from pixel to pixel and `next` from line to line. */
function means(
  from: Float32Array,
  length: number,
  lines: number,
  radius: number,
  step: number,
  next: number,
) {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line += 1) {
    const start = line * next;
    let [sum, count] = [0, 0];
    for (let at = -radius; at < length; at += 1) {
      if (at + radius < length) {
        sum += from[start + (at + radius) * step] ?? 0;
        count += 1;
      }
      if (at > radius) {
        sum -= from[start + (at - radius - 1) * step] ?? 0;
        count -= 1;
      }
      if (at >= 0) to[start + at * step] = sum / count;
    }
  }
  return to;
}
