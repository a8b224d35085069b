import type { Mask } from "../pixels/pixels.ts";

/** Mean of the border above which a mask of a subject is taken for one of everything else. */
const brightBorder = 128;
/** Levels by which the middle has to be darker. */
const darkerMiddle = 32;

/**
 * Whether a mask is white where it should be black. With the cutout's own mask: when the opposite agrees with that
 * better. Without: when the outermost fiftieth of the picture is more white than black, and its middle half at least
 * 32 levels darker.
 */
export function isInverted(mask: Mask, cutout?: Mask): boolean {
  if (cutout) return disagreement(mask, cutout) > 127.5;
  const { border, middle } = means(mask);
  return border > brightBorder && middle < border - darkerMiddle;
}

/** Mean difference; that of the opposite is 255 less it where the cutout is all or nothing. */
function disagreement(mask: Mask, cutout: Mask): number {
  // Inside and outside count the same, or else a small object would say nothing.
  let [inside, insideSum, outside, outsideSum] = [0, 0, 0, 0];
  for (let at = 0; at < mask.data.length; at += 1) {
    const value = mask.data[at] ?? 0;
    const share = cutout.data[at] ?? 0;
    inside += share;
    insideSum += share * (255 - value);
    outside += 255 - share;
    outsideSum += (255 - share) * value;
  }
  if (inside === 0 || outside === 0) return 0;
  return (insideSum / inside + outsideSum / outside) / 2;
}

function means({ width, height, data }: Mask) {
  const edge = Math.max(1, Math.round(Math.min(width, height) / 50));
  const sum = (left: number, top: number, right: number, bottom: number) => {
    let total = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * width + left; at < y * width + right; at += 1) total += data[at] ?? 0;
    }
    return { total, count: Math.max(0, right - left) * Math.max(0, bottom - top) };
  };
  const strips = [
    sum(0, 0, width, edge),
    sum(0, height - edge, width, height),
    sum(0, edge, edge, height - edge),
    sum(width - edge, edge, width, height - edge),
  ];
  const [x, y] = [Math.floor(width / 4), Math.floor(height / 4)];
  const middle = sum(x, y, width - x, height - y);
  const all = (part: "total" | "count") => strips.reduce((value, strip) => value + strip[part], 0);
  return { border: all("total") / all("count"), middle: middle.total / Math.max(1, middle.count) };
}
