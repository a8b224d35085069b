import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import encode, { init } from "@jsquash/jpeg/encode.js";
import type { Pixels } from "@stratify/imaging";

let ready: Promise<void> | undefined;

/** Encodes a picture as JPEG; its alpha is lost. */
export async function encodeJpeg({ width, height, data }: Pixels): Promise<Uint8Array> {
  ready ??= start();
  await ready;
  const image = { width, height, data: new Uint8ClampedArray(data), colorSpace: "srgb" } as const;
  return new Uint8Array(await encode(image, { quality: 85 }));
}

/**
 * In Node the codec's own loading by address does not work, so it is handed its WebAssembly. It leaves a global
 * `ImageData` behind, by which other code takes the process for a browser: that goes again.
 */
async function start(): Promise<void> {
  const file = createRequire(import.meta.url).resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
  const wasm = await WebAssembly.compile(await readFile(file));
  const hadImageData = "ImageData" in globalThis;
  await init({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    },
  });
  if (!hadImageData) Reflect.deleteProperty(globalThis, "ImageData");
}
