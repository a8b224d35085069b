import { HostLine, type Post } from "@stratify/imaging";
import glue from "@techstark/opencv-js";
import { openNet } from "../model/open-net.ts";
import { servePixels } from "./serve-pixels.ts";
import { startOpenCv } from "./start-open-cv.ts";

/**
 * Does inside a bundled script what its host asks for; every file is the host's to load.
 *
 * @returns what every message of the host's is to be given to
 */
export function serveBundled(post: Post): (message: unknown) => Promise<void> {
  const host = new HostLine(post);
  return servePixels(host, {
    loadWasm: (file) => host.wasm(file),
    startOpenCv: async () => startOpenCv(glue, await host.wasm("opencv")),
    openNet: async () =>
      openNet({ runtime: await host.wasm("onnx"), model: await host.wasm("u2netp"), threads: 1 }),
  });
}
