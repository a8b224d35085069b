import { expect, it } from "vitest";
import { toLab } from "../pixels/lab.ts";
import { type ColorName, colorName } from "./colors.ts";

/** Colours of CSS, by what people call them. */
const css: Readonly<Record<ColorName, readonly string[]>> = {
  red: ["ff0000", "dc143c", "b22222", "8b0000"],
  orange: ["ffa500", "ff8c00", "ff7f50", "f4a460"],
  yellow: ["ffff00", "ffd700", "f0e68c"],
  green: ["008000", "00ff00", "228b22", "9acd32", "2e8b57"],
  blue: ["0000ff", "4169e1", "87ceeb", "000080"],
  purple: ["800080", "8a2be2", "9370db", "4b0082"],
  pink: ["ffc0cb", "ff69b4", "ffb6c1", "ff1493"],
  brown: ["8b4513", "a0522d", "654321"],
  black: ["000000", "141414", "101820"],
  white: ["ffffff", "f5f5f5", "fffafa"],
  grey: ["808080", "a9a9a9", "696969"],
};

const cases = Object.entries(css).flatMap(([name, colors]) => colors.map((color) => [color, name] as const));

it.each(cases)("calls #%s %s", (color, name) => {
  const data = Uint8ClampedArray.from([...Buffer.from(color, "hex"), 255]);
  const [lightness = 0, a = 0, b = 0] = toLab({ width: 1, height: 1, data }).data;
  expect(colorName(lightness, a, b)).toBe(name);
});
