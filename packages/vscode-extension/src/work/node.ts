import { Worker } from "node:worker_threads";
import type { WorkerParts } from "@stratify/imaging";
import { threadWorker } from "@stratify/imaging/node";

export { createRunner } from "../run/create-runner.ts";
export { openWork } from "./open-work.ts";

/** Pixel workers as threads of Node. @param script path of the script that the build wrote */
export function createThread(script: string): WorkerParts["createWorker"] {
  return () => threadWorker(new Worker(script));
}
