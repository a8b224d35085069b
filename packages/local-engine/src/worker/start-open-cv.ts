import type { OpenCv } from "../pixels/open-cv.ts";
import { initialised, type StartingOpenCv } from "./initialised.ts";

/** What `bundleWorker` makes of OpenCV's file: fills the object and gives it back, while it still starts. */
type Start = (module: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => StartingOpenCv;

/**
 * Starts OpenCV from its two parts.
 *
 * @returns it inside an object, because a promise that is resolved to it never ends
 */
export async function startOpenCv(
  glue: unknown,
  wasm: Uint8Array<ArrayBuffer>,
): Promise<{ readonly cv: OpenCv }> {
  if (!isStart(glue)) throw new Error("this script was not made by bundleWorker");
  const code = await WebAssembly.compile(wasm);
  return new Promise((resolve, reject) => {
    const cv = glue({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(code, imports).then(done).catch(reject);
        return {};
      },
    });
    initialised(cv).then(resolve, reject);
  });
}

function isStart(glue: unknown): glue is Start {
  return typeof glue === "function";
}
