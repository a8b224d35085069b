import type { Pixels } from "@stratify/imaging";

/** A picture is dark when this share of it is darker than this, in its brightest channel from 0 to 255. */
const share = 0.98;
const dark = 110;
/** What that channel is brought to. */
const target = 220;

/**
 * A dark picture as if it had been exposed for longer, any other as it is: colours that lie close together in the dark
 * are told apart like those of a bright one.
 */
export function brightened(image: Pixels): Pixels {
  const counts = new Uint32Array(256);
  for (let at = 0; at < image.data.length; at += 4) {
    const brightest = Math.max(image.data[at] ?? 0, image.data[at + 1] ?? 0, image.data[at + 2] ?? 0);
    counts[brightest] = (counts[brightest] ?? 0) + 1;
  }
  let [level, left] = [0, share * (image.data.length / 4)];
  while (level < 255 && left > (counts[level] ?? 0)) {
    left -= counts[level] ?? 0;
    level += 1;
  }
  if (level === 0 || level >= dark) return image;
  const gain = target / level;
  return { ...image, data: image.data.map((value, at) => (at % 4 === 3 ? value : gain * value)) };
}
