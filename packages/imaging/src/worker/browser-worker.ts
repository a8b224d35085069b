import type { PixelWorker } from "./pixel-worker.ts";

/**
 * Makes a browser's worker one that pixels are worked on in.
 *
 * @example
 * createLayerMaker({ createWorker: () => browserWorker(new Worker("pixel-worker.js")), loadAsset });
 */
export function browserWorker(worker: Worker): PixelWorker {
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen({ message, gone }) {
      worker.onmessage = (event) => message(event.data);
      worker.onmessageerror = () => gone("a message could not be read");
      worker.onerror = (event) => gone(event.message || "its script could not be loaded");
    },
    hold() {},
    end: () => worker.terminate(),
  };
}
