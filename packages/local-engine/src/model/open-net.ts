import { OnnxNet } from "./onnx-net.ts";
import type { SaliencyNet } from "./saliency-net.ts";
import { checkWeights, openSize } from "./weights.ts";

/** The part of ONNX Runtime that opens nets. */
type OnnxRuntime = Pick<typeof import("onnxruntime-web/wasm"), "env" | "InferenceSession" | "Tensor">;

/** What the net is made of. */
export interface NetParts {
  /** Loads ONNX Runtime's script. */
  readonly load: () => Promise<OnnxRuntime>;
  /** ONNX Runtime's WebAssembly. */
  readonly runtime: Uint8Array<ArrayBuffer>;
  /** The file of `weights`; its bytes are changed. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** How many threads it computes on; more than one needs shared memory. */
  readonly threads: number;
}

/** Most threads that are of use: the net's layers are small, and other work wants to go on beside it. */
export const mostThreads = 4;

/**
 * Starts ONNX Runtime and opens the net in it; takes about half a second.
 *
 * @throws {Error} when the model is not the file that the engine knows
 */
export async function openNet({ load, runtime, model, threads }: NetParts): Promise<SaliencyNet> {
  checkWeights(model);
  const { env, InferenceSession, Tensor } = await load();
  env.wasm.wasmBinary = runtime;
  env.wasm.numThreads = threads;
  openSize(model);
  const session = await InferenceSession.create(model, {
    // Higher levels make the net no faster, and take longer themselves.
    graphOptimizationLevel: "basic",
    // Threads that have nothing to do would take a whole core while they wait for each other.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return new OnnxNet(session, { Tensor });
}
