import type { Mask } from "@stratify/imaging";
import { expect, it } from "vitest";
import { frontToBack } from "./depth.ts";

const [width, height] = [80, 60];

function mask(inside: (x: number, y: number) => boolean): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    inside(at % width, Math.floor(at / width)) ? 255 : 0,
  );
  return { width, height, data };
}

it("puts what reaches lower in front, before a camera", () => {
  const far = mask((x, y) => x < 40 && y > 5 && y < 30);
  const near = mask((x, y) => x >= 40 && y > 20 && y < 50);
  expect(frontToBack([far, near], "subject")).toEqual([near, far]);
});

it("puts a drawn shape in front that bites into another, wherever it is", () => {
  const disc = mask((x, y) => Math.hypot(x - 30, y - 20) < 14);
  const card = mask((x, y) => x > 20 && x < 70 && y > 15 && y < 55 && Math.hypot(x - 30, y - 20) >= 14);
  expect(frontToBack([card, disc], "shape")).toEqual([disc, card]);
});
