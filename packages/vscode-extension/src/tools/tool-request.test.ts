import { expect, test } from "vitest";
import { readCutOutRequest, readSplitRequest } from "./tool-request.ts";

test("takes what an agent asks for", () => {
  expect(
    readSplitRequest({ paths: ["a.png"], keywords: [" shoe ", "shoe", "lace"], provider: "claid" }),
  ).toEqual({
    operation: { op: "layers", keywords: ["shoe", "lace"] },
    paths: ["a.png"],
    provider: "claid",
  });
  expect(readCutOutRequest({ paths: ["a.png"] })).toEqual({ operation: { op: "cutout" }, paths: ["a.png"] });
  expect(readCutOutRequest({ paths: ["a.png"], output: "mask" }).operation).toEqual({ op: "mask" });
});

test.each([
  [undefined, '"paths"'],
  [{ paths: [] }, '"paths"'],
  [{ paths: "a.png" }, '"paths"'],
  [{ paths: [1] }, '"paths"'],
  [{ paths: Array.from({ length: 51 }, String) }, "several calls"],
  [{ paths: ["a.png"], output: "psd" }, '"output"'],
  [{ paths: ["a.png"], provider: "figur" }, "local, aetherforge, claid, hitpaw"],
  [{ paths: ["a.png"], provider: "ask" }, '"provider"'],
])("tells an agent what is wrong with %j", (input, words) => {
  expect(() => readCutOutRequest(input)).toThrow(words);
});

test("splits by nothing are refused, and those by someone who can't split", () => {
  expect(() => readSplitRequest({ paths: ["a.png"] })).toThrow('"keywords"');
  expect(() => readSplitRequest({ paths: ["a.png"], keywords: [" "] })).toThrow("at least one word");
  expect(() => readSplitRequest({ paths: ["a.png"], keywords: ["shoe"], provider: "hitpaw" })).toThrow(
    "claid",
  );
});
