import { HostLine, type Post } from "@stratify/imaging";
import glue from "@techstark/opencv-js";
import { openNet } from "../model/open-net.ts";
import { weights } from "../model/weights.ts";
import { type ComputeThread, startThreads } from "./compute-threads.ts";
import { servePixels } from "./serve-pixels.ts";
import { startOpenCv } from "./start-open-cv.ts";

/** What a bundled script's platform has. */
export interface BundlePlatform {
  readonly post: Post;
  /** How many threads the net may compute on, this one included. */
  readonly threads: number;
  /** Starts this script once more, as a thread that calls {@link runThread} and then posts anything at all. */
  readonly startThread: () => Promise<ComputeThread>;
}

/**
 * Does inside a bundled script what its host asks for; every file is the host's to load.
 *
 * @returns what every message of the host's is to be given to
 */
export function serveBundled({
  post,
  threads,
  startThread,
}: BundlePlatform): (message: unknown) => Promise<void> {
  const host = new HostLine(post);
  return servePixels(host, {
    loadWasm: (file) => host.asset(`${file}.wasm`),
    startOpenCv: async () => startOpenCv(glue, await host.asset("opencv.wasm")),
    openNet: async () => {
      const runtime = await host.asset("onnx.wasm");
      const model = await host.asset(weights.file);
      const more = await startThreads(threads - 1, startThread);
      return openNet({ load: () => import("onnxruntime-web/wasm"), runtime, model, threads: 1 + more });
    },
  });
}

/** What ONNX Runtime knows its threads by: a worker's name in pages, its data in Node. */
export const threadMark = "em-pthread";

/** Makes this thread one that ONNX Runtime computes on: its glue hears every message from now on. */
export async function runThread(): Promise<void> {
  const { default: startGlue } = await import("onnxruntime-web/ort-wasm-simd-threaded.mjs");
  void startGlue();
}
