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

test("splits by nothing are refused, and those by someone who can't split", () => {
  expect(() => readSplitRequest({ paths: ["a.png"] })).toThrow('"keywords"');
  expect(() => readSplitRequest({ paths: ["a.png"], keywords: [" "] })).toThrow("at least one word");
  const asked = { paths: ["a.png"], keywords: ["shoe"], provider: notSplitting };
  expect(() => readSplitRequest(asked)).toThrow(splitter);
});
