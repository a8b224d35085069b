import type { WorkerParts } from "@stratify/imaging";
import { type Engine, engineOver } from "./engine.ts";
import { nodeWorker } from "./node-worker.ts";

/**
 * Makes an engine in Node. Its worker and OpenCV are loaded by the first call; an idle engine does not keep the
 * process alive.
 *
 * @param parts where a bundle keeps its worker's script, when it is not where this package has it
 */
export function createEngine({ createWorker = nodeWorker, ...parts }: Partial<WorkerParts> = {}): Engine {
  return engineOver({ createWorker, ...parts });
}
