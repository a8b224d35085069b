import { createRequire } from "node:module";
import type { Mask, Pixels } from "@stratify/imaging";
import { beforeAll, expect, it } from "vitest";
import { toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { initialised } from "../worker/initialised.ts";
import { closeEnclosed } from "./enclosed.ts";

let cv: OpenCv;
beforeAll(async () => {
  const require = createRequire(import.meta.url);
  ({ cv } = await initialised(require("@techstark/opencv-js")));
}, 60_000);

const [width, height] = [160, 120];
type Rgb = readonly [number, number, number];
const away = (x: number, y: number) => Math.hypot(x - 80, y - 60);

/** A brown ring on a pale gradient; what is inside of it has a colour of its own. */
function ringAround(middle: (x: number, y: number) => Rgb): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const color = away(x, y) < 30 ? middle(x, y) : away(x, y) < 40 ? ([110, 70, 40] as const) : ground(x, y);
    data.set([...color, 255], 4 * at);
  }
  return { width, height, data };
}

function ground(_: number, y: number): Rgb {
  return [200 + y / 4, 205 + y / 4, 215 + y / 4];
}

const ring: Mask = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) => {
    const far = away(at % width, Math.floor(at / width));
    return far >= 30 && far < 40 ? 255 : 0;
  }),
};
const isMiddleHeld = ({ data }: Mask) => data[60 * width + 80] === 255;

it("closes a gap whose colours are nowhere around the subject", () => {
  const closed = closeEnclosed(cv, toLab(ringAround(() => [60, 40, 30])), ring);
  expect(isMiddleHeld(closed)).toBe(true);
  expect(closed.data.filter((value) => value > 0)).toHaveLength(
    ring.data.filter((_, at) => away(at % width, Math.floor(at / width)) < 40).length,
  );
});

it("leaves a gap open that shows the ground", () => {
  expect(closeEnclosed(cv, toLab(ringAround(ground)), ring)).toEqual(ring);
});

it("leaves a gap open that reaches the border, whatever its colours", () => {
  const data = ring.data.map((value, at) => (at % width < 80 ? value : 0));
  const half = { ...ring, data };
  expect(closeEnclosed(cv, toLab(ringAround(() => [60, 40, 30])), half)).toEqual(half);
});
