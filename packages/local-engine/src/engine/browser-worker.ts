import type { EngineWorker } from "./engine-worker.ts";

/**
 * Makes a browser's worker the engine's. Its script is a bundle of `@stratify/local-engine/worker`.
 *
 * @example
 * createEngine({ createWorker: () => browserWorker(new Worker("engine-worker.js")) });
 */
export function browserWorker(worker: Worker): EngineWorker {
  return {
    post: (message) => worker.postMessage(message),
    listen({ message, gone }) {
      worker.onmessage = (event) => message(event.data);
      worker.onmessageerror = () => gone("a message could not be read");
      worker.onerror = (event) => gone(event.message || "its script could not be loaded");
    },
    hold() {},
    end: () => worker.terminate(),
  };
}
