import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { beforeAll, expect, it } from "vitest";
import { patchOpenCv } from "./patch-open-cv.ts";

let file = "";
beforeAll(async () => {
  file = await readFile(createRequire(import.meta.url).resolve("@techstark/opencv-js"), "utf8");
});

it("takes the code out of OpenCV's file, whole", async () => {
  const { glue, wasm } = patchOpenCv(file);
  const module = await WebAssembly.compile(wasm.slice());
  expect(WebAssembly.Module.exports(module).length).toBeGreaterThan(10);
  expect(glue.length).toBeLessThan(300_000);
  expect(() => new Function(glue)).not.toThrow();
});

it.each([
  ["a place that it replaces is written differently", "new_(Function,params)", "new_( Function,params)"],
  ["text is compiled in one more place", "function __emval_incref(", 'eval("1");function __emval_incref('],
  ["the code is kept differently", "var wasmBinaryFile=", "var wasmFile="],
])("refuses the file of another version, where %s", (_, known, other) => {
  const changed = file.replace(known, other);
  expect(changed).not.toBe(file);
  expect(() => patchOpenCv(changed)).toThrow("not of the version that this bundler knows");
});
