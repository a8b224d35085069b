import type { Mask, Pixels } from "@stratify/imaging";

/** An image that is transparent along most of its border was cut out before, as stickers and logos are. */
export function isCutOut({ width, height, data }: Pixels): boolean {
  let [clear, all] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) {
      all += 1;
      if ((data[4 * (y * width + x) + 3] ?? 0) < 16) clear += 1;
    }
  }
  return clear > all / 2;
}

/** Where an image has holes of its own, as a logo has, and nothing else stands out, all that is there is the subject. */
export function seeThrough({ data }: Pixels): boolean {
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < 16) clear += 1;
  return clear > 0.02 * (data.length / 4);
}

/** What is there of an image with holes: 255 or 0 a pixel. */
export function opaquePart({ width, height, data }: Pixels): Mask {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => ((data[4 * at + 3] ?? 0) < 16 ? 0 : 255)),
  };
}

/** What is transparent in the image is no part of anything in it. */
export function withinAlpha(image: Pixels, mask: Mask): Mask {
  const data = mask.data.map((value, index) => {
    const alpha = image.data[4 * index + 3] ?? 0;
    return alpha === 255 ? value : Math.round((value * alpha) / 255);
  });
  return { ...mask, data };
}
