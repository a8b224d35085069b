import type { Mask, Pixels } from "@stratify/imaging";

/**
 * Names objects by what tells them apart: their place in the image.
 *
 * @returns one name an object; no two are the same
 */
export function names(image: Pixels, objects: readonly Mask[]): string[] {
  if (objects.length === 1) return ["subject"];
  const taken = new Map<string, number>();
  return objects.map((mask) => {
    const name = `subject, ${placeOf(image, mask)}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}

function placeOf({ width, height }: Pixels, { data }: Mask): string {
  let [x, y, count] = [0, 0, 0];
  data.forEach((value, at) => {
    if (value === 0) return;
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
