import type { OpenCv } from "../pixels/open-cv.ts";

/** OpenCV while its WebAssembly is still being compiled. */
export interface StartingOpenCv extends OpenCv {
  onRuntimeInitialized?: () => void;
  onAbort?: (reason: unknown) => void;
}

/**
 * Waits until OpenCV can be used. The module has a `then` that resolves to the module itself, so awaiting it, or
 * resolving a promise to it, never ends: it is handed on inside an object.
 */
export function initialised(cv: StartingOpenCv): Promise<{ readonly cv: OpenCv }> {
  return new Promise((resolve, reject) => {
    cv.onRuntimeInitialized = () => resolve({ cv });
    cv.onAbort = (reason) => reject(new Error(`OpenCV could not be started: ${String(reason)}`));
  });
}
