import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { patchOnnxApi, patchOnnxGlue } from "./patch-onnx.ts";

const glueFile = createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.mjs");
const glue = await readFile(glueFile, "utf8");
const api = await readFile(join(dirname(glueFile), "ort.wasm.min.mjs"), "utf8");

it("leaves no import as it runs, no address and no compiled text", () => {
  const patched = patchOnnxGlue(glue, "./threads.ts");
  expect(patched).toMatch(/^import \{ takeThread \} from ".\/threads.ts";/);
  expect(patched).not.toMatch(/import\.meta|import\(|new Worker|isPthread&&/);
  expect(patchOnnxApi(api)).not.toMatch(/import\(|new Function|\beval\(/);
});

it("refuses the files of another version", () => {
  expect(() => patchOnnxApi(api.replace("async(e,t,n,o)=>{let r=", "async(e,t,n,o)=>{let q="))).toThrow(
    "1.30.0",
  );
  expect(() => patchOnnxGlue(glue.replace("new Worker(", "new Thread("), "./threads.ts")).toThrow("1.30.0");
  expect(() => patchOnnxGlue(`${glue}import.meta.dirname`, "./threads.ts")).toThrow("not known");
});
