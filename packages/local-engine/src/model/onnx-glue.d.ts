/** The part of ONNX Runtime between its WebAssembly and its API, which the package has no types for. */
declare module "onnxruntime-web/ort-wasm-simd-threaded.mjs" {
  /** Starts it; in one of its threads, hears every message from then on. */
  export default function start(): Promise<object>;
}
