import type { Mask, Pixels } from "@stratify/imaging";
import { toLab } from "../pixels/lab.ts";
import { colorName } from "../words/colors.ts";

/**
 * Names objects by their kind and what tells them apart: shapes by colour and place, objects of photographs by place.
 * A number goes behind where that is not enough.
 *
 * @param image of the masks' size
 * @returns one name an object; no two are the same
 */
export function names(image: Pixels, objects: readonly Mask[], kind: "subject" | "shape"): string[] {
  const first = objects.map((mask) => (kind === "shape" ? `${colorOf(image, mask)} shape` : "subject"));
  const placed = first.map((name, index) => {
    const mask = objects[index];
    const alone = first.filter((other) => other === name).length === 1;
    return alone || !mask ? name : `${name}, ${placeOf(mask)}`;
  });
  return placed.map((name, index) => {
    const before = placed.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}

function placeOf({ width, height, data }: Mask): string {
  let [x, y, count] = [0, 0, 0];
  data.forEach((value, at) => {
    if (value < 128) return;
    x += at % width;
    y += Math.floor(at / width);
    count += 1;
  });
  const third = (sum: number, size: number, words: readonly [string, string, string]) => {
    const place = sum / Math.max(1, count) / size;
    return place < 0.38 ? words[0] : place > 0.62 ? words[2] : words[1];
  };
  const across = third(x, width, ["left", "", "right"]);
  const down = third(y, height, ["top", "", "bottom"]);
  return [down, across].filter(Boolean).join(" ") || "center";
}

/** The colour that most of an object's pixels have. */
function colorOf({ data }: Pixels, mask: Mask): string {
  const inside = [...mask.data.keys()].filter((at) => (mask.data[at] ?? 0) > 200);
  const step = Math.ceil(inside.length / 2000);
  const sampled = inside.filter((_, index) => index % step === 0);
  const colors = new Uint8ClampedArray(4 * sampled.length);
  sampled.forEach((at, index) => {
    colors.set(data.subarray(4 * at, 4 * at + 4), 4 * index);
  });
  const lab = toLab({ width: sampled.length, height: 1, data: colors });
  const counts = new Map<string, number>();
  for (let at = 0; at < lab.data.length; at += 3) {
    const name = colorName(lab.data[at] ?? 0, lab.data[at + 1] ?? 0, lab.data[at + 2] ?? 0);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? "grey";
}
