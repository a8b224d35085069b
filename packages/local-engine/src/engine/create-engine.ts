import { type Engine, type EngineParts, engineOver } from "./engine.ts";
import type { EngineWorker } from "./engine-worker.ts";
import { nodeWorker } from "./node-worker.ts";

/** What an engine in Node is made of. */
export interface EngineOptions extends Partial<EngineParts> {
  /** Starts the worker. @default a thread of Node that runs this package's own script */
  readonly createWorker?: () => EngineWorker;
}

/**
 * Makes an engine in Node. Its worker and OpenCV are loaded by the first call; an idle engine does not keep the
 * process alive.
 *
 * @param options where a bundle keeps its worker's script, when it is not where this package has it
 */
export function createEngine({ createWorker = nodeWorker, ...parts }: EngineOptions = {}): Engine {
  return engineOver({ createWorker, ...parts });
}
