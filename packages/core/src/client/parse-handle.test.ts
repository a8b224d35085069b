import { expect, it } from "vitest";
import { parseHandle } from "./parse-handle.ts";

it("names a version that it does not know", () => {
  expect(() => parseHandle({ version: 4 })).toThrow(/newer version wrote it: 4\)/);
});

const odd: readonly unknown[] = ["3", null, {}, [], { toString: null, valueOf: null }];

it.each(odd.map((version) => ({ version })))("takes no version of another kind: %j", (saved) => {
  expect(() => parseHandle(saved)).toThrow(
    expect.objectContaining({ code: "bad-handle", detail: expect.stringMatching(/newer version wrote it/) }),
  );
});
