import { expect, test } from "vitest";
import { newestResult, operationBetween } from "./result-names.ts";

const pattern = `\${name}.\${op}.png`;

test("a layer set is shown before a cut-out, and of several the latest", () => {
  const names = ["cup.png", "cup.cutout.png", "cup.layers", "cup.layers-2", "cup.layers-10", "cup.layers-x"];
  expect(newestResult(names, "cup.png", pattern)).toEqual({ name: "cup.layers-10", op: "layers" });
  expect(newestResult(names.slice(0, 2), "cup.png", pattern)).toEqual({
    name: "cup.cutout.png",
    op: "cutout",
  });
});

test("another image's results are not taken for this one's", () => {
  expect(
    newestResult(["cup-2.cutout.png", "teacup.layers", "cup.cutout.png.bak"], "cup.png", pattern),
  ).toBeUndefined();
});

test("tells what made a result of a source", () => {
  expect(operationBetween("cup.jpg", "cup.mask-3.png", pattern)).toBe("mask");
  expect(operationBetween("cup.jpg", "cup.background.png", pattern)).toBe("background");
  expect(operationBetween("saucer.jpg", "cup.mask.png", pattern)).toBeUndefined();
  expect(operationBetween("cup.mask.png", "cup.mask.png", pattern)).toBeUndefined();
});

test("goes by the pattern that is set", () => {
  expect(newestResult(["cutout of cup-2.png"], "cup.png", `\${op} of \${name}.png`)?.op).toBe("cutout");
});
