import { Worker } from "node:worker_threads";
import type { EngineWorker } from "./engine-worker.ts";

/** Starts the engine's worker in a thread of Node. OpenCV is loaded there, on the first piece of work. */
export function nodeWorker(): EngineWorker {
  // Run from source, the entry is TypeScript; built, it is JavaScript. Flags of the process, such as `-e`, are not its.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  return threadWorker(
    new Worker(new URL(`../worker/node-entry${ending}`, import.meta.url), { execArgv: [] }),
  );
}

/**
 * Makes a thread of Node the engine's worker. Its script is a bundle of `@stratify/local-engine/worker`.
 *
 * @example
 * createEngine({ createWorker: () => threadWorker(new Worker("/extension/dist/engine-worker.cjs")) });
 */
export function threadWorker(thread: Worker): EngineWorker {
  thread.unref();
  return {
    post: (message) => thread.postMessage(message),
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
