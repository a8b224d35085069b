import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Worker } from "node:worker_threads";
import { setCodecs, type WasmFile } from "./codec/codecs.ts";
import type { PixelWorker } from "./worker/pixel-worker.ts";

const require = createRequire(import.meta.url);

const files = {
  png: "@jsquash/png/codec/pkg/squoosh_png_bg.wasm",
  "jpeg-decode": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
  "webp-decode": "@jsquash/webp/codec/dec/webp_dec.wasm",
};

/** Reads the codecs out of the installed packages. */
export function loadWasm(file: WasmFile): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(require.resolve(files[file]));
}

/** Makes this Node program's pictures readable: call it once, before the first. */
export function useNodeCodecs(): void {
  setCodecs(loadWasm);
}

/**
 * Makes a thread of Node one that pixels are worked on in. An idle one does not keep the process alive.
 *
 * @example
 * createLayerMaker({ createWorker: () => threadWorker(new Worker("dist/pixel-worker.js")), loadAsset });
 */
export function threadWorker(thread: Worker): PixelWorker {
  thread.unref();
  return {
    post: (message, transfer = []) => thread.postMessage(message, [...transfer]),
    listen({ message, gone }) {
      thread.on("message", message);
      thread.on("messageerror", (error) => gone(error.message));
      thread.on("error", (error) => gone(error instanceof Error ? error.message : String(error)));
      thread.on("exit", (code) => gone(`it exited with code ${code}`));
    },
    hold: (busy) => (busy ? thread.ref() : thread.unref()),
    end: () => void thread.terminate(),
  };
}
