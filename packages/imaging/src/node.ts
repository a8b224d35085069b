import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type LoadWasm, setCodecs } from "./codecs.ts";

const require = createRequire(import.meta.url);

const files = {
  png: "@jsquash/png/codec/pkg/squoosh_png_bg.wasm",
  "jpeg-decode": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
  "webp-decode": "@jsquash/webp/codec/dec/webp_dec.wasm",
};

/** Reads the codecs out of the installed packages. */
export const loadWasm: LoadWasm = (file) => readFile(require.resolve(files[file]));

/** Makes this Node program's pictures readable: call it once, before the first. */
export function useNodeCodecs(): void {
  setCodecs(loadWasm);
}
