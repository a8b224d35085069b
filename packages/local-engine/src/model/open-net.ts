import { OnnxNet } from "./onnx-net.ts";
import type { SaliencyNet } from "./saliency-net.ts";
import { openSize } from "./weights.ts";

/** What the net is made of. */
export interface NetFiles {
  /** ONNX Runtime's WebAssembly. */
  readonly runtime: Uint8Array<ArrayBuffer>;
  /** The file of `weights`; its bytes are changed. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** How many threads it computes on; more than one needs shared memory. */
  readonly threads: number;
}

/** Starts ONNX Runtime and opens the net in it; takes about half a second. */
export async function openNet({ runtime, model, threads }: NetFiles): Promise<SaliencyNet> {
  const { env, InferenceSession, Tensor } = await import("onnxruntime-web/wasm");
  env.wasm.wasmBinary = runtime;
  env.wasm.numThreads = threads;
  openSize(model);
  return new OnnxNet(await InferenceSession.create(model, { graphOptimizationLevel: "all" }), { Tensor });
}
