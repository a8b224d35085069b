import { serviceFacts } from "@stratify/core/service-facts";
import { expect, test } from "vitest";
import { readCutOutRequest, readSplitRequest } from "./tool-request.ts";

const idsFor = (task: "split" | "cutout") =>
  serviceFacts.filter(({ capabilities }) => capabilities.tasks.includes(task)).map(({ id }) => id);
const [splitter] = idsFor("split");
const cutters = idsFor("cutout");
const notSplitting = serviceFacts.find(({ id }) => !idsFor("split").includes(id))?.id;
const notCutting = serviceFacts.find(({ id }) => !cutters.includes(id))?.id;

test("takes what an agent asks for", () => {
  expect(
    readSplitRequest({ paths: ["a.png"], keywords: [" shoe ", "shoe", "lace"], provider: splitter }),
  ).toEqual({
    operation: { op: "layers", keywords: ["shoe", "lace"] },
    paths: ["a.png"],
    provider: splitter,
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
  [{ paths: ["a.png"], provider: notCutting }, ["local", ...cutters].join(", ")],
  [{ paths: ["a.png"], provider: "ask" }, '"provider"'],
])("tells an agent what is wrong with %j", (input, words) => {
  expect(() => readCutOutRequest(input)).toThrow(words);
});

test("a split without keywords is automatic, with as many layers as an agent wants", () => {
  for (const keywords of [undefined, []])
    expect(readSplitRequest({ paths: ["a.png"], keywords }).operation).toEqual({
      op: "layers",
      keywords: [],
    });
  expect(readSplitRequest({ paths: ["a.png"], maxLayers: 3 }).operation).toEqual({
    op: "layers",
    keywords: [],
    maxLayers: 3,
  });
  for (const maxLayers of [0, 33, 1.5, "3"])
    expect(() => readSplitRequest({ paths: ["a.png"], maxLayers })).toThrow("from 1 to 32");
  const both = { paths: ["a.png"], keywords: ["shoe"], maxLayers: 3 };
  expect(() => readSplitRequest(both)).toThrow("automatic layers");
});

test("splits by empty words are refused, and those by someone who can't split", () => {
  expect(() => readSplitRequest({ paths: ["a.png"], keywords: [" "] })).toThrow("must hold words");
  expect(() => readSplitRequest({ paths: ["a.png"], keywords: "shoe" })).toThrow('"keywords"');
  const asked = { paths: ["a.png"], keywords: ["shoe"], provider: notSplitting };
  expect(() => readSplitRequest(asked)).toThrow(splitter);
});
