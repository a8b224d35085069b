import { describe, expect, it } from "vitest";
import { fileName, UniqueNames } from "./file-names.ts";

describe("fileName", () => {
  it.each([
    ["red car", "red-car"],
    ["red shape, top right", "red-shape-top-right"],
    ["../../etc/passwd", "etc-passwd"],
    ['a\\b:c*d?"e<f>g|h', "a-b-c-d-e-f-g-h"],
    ["Größe 車", "Größe-車"],
    ["line\nbreak\u202etxt", "line-break-txt"],
    [" .hidden. ", "hidden"],
    ["CON", "layer-CON"],
    ["aux.red", "layer-aux.red"],
    ["///", "layer"],
    ["", "layer"],
  ])("makes %j the name %j", (name, safe) => {
    expect(fileName(name)).toBe(safe);
  });

  it("cuts a long name without breaking a letter", () => {
    expect(fileName("😀".repeat(200))).toBe("😀".repeat(60));
  });
});

describe("UniqueNames", () => {
  it("numbers what would overwrite another file on any file system", () => {
    const names = new UniqueNames();
    expect(["cat", "Cat", "cat-mask", "cat"].map((name) => names.take(name, ["-mask"]))).toEqual([
      "cat",
      "Cat-2",
      "cat-mask-2",
      "cat-3",
    ]);
  });
});
