import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { components } from "./clean.ts";

/** Side of a box of colours, in L*a*b* units. */
const binSize = 8;
const binsPerAxis = 40;
/** A colour is the ground's where this share of the ground, or more, lies in its box. */
const leastOfGround = 0.001;
/** A gap of which less than this share has the ground's colours is no view of the ground. */
const mostGround = 0.1;

/**
 * Closes gaps that the subject encloses and that do not show the ground. The net can see the rim of a thing alone, such
 * as the fur around a ball; the colours of its middle are nowhere around it.
 *
 * @param image at the size of the mask
 * @param mask 255 or 0 a pixel
 * @returns a new mask
 */
export function closeEnclosed(cv: OpenCv, image: LabImage, mask: Mask): Mask {
  const { width, height, data } = mask;
  const gaps = components(
    cv,
    data.map((value) => (value > 0 ? 0 : 255)),
    mask,
  );
  const open = new Uint8Array(gaps.areas.length);
  for (let at = 0; at < data.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) open[gaps.labels[at] ?? 0] = 1;
  }
  const ground = new Map<number, number>();
  let total = 0;
  for (let at = 0; at < data.length; at += 1) {
    const label = gaps.labels[at] ?? 0;
    if (label === 0 || open[label] === 0) continue;
    const bin = binOf(image, at);
    ground.set(bin, (ground.get(bin) ?? 0) + 1);
    total += 1;
  }
  const like = new Uint32Array(gaps.areas.length);
  for (let at = 0; at < data.length; at += 1) {
    const label = gaps.labels[at] ?? 0;
    if (label === 0 || open[label] === 1) continue;
    if ((ground.get(binOf(image, at)) ?? 0) >= leastOfGround * total) like[label] = (like[label] ?? 0) + 1;
  }
  const closed = gaps.areas.map((area, label) => {
    return label > 0 && open[label] === 0 && (like[label] ?? 0) < mostGround * area;
  });
  return { ...mask, data: data.map((value, at) => (closed[gaps.labels[at] ?? 0] ? 255 : value)) };
}

function binOf({ data }: LabImage, at: number): number {
  const half = binsPerAxis >> 1;
  const l = Math.floor((data[3 * at] ?? 0) / binSize);
  const a = Math.floor((data[3 * at + 1] ?? 0) / binSize) + half;
  const b = Math.floor((data[3 * at + 2] ?? 0) / binSize) + half;
  return (l * binsPerAxis + a) * binsPerAxis + b;
}
