import { browserWorker, type WorkerParts } from "@stratify/imaging";

export { createRunner } from "../run/create-runner.ts";
export { openWork } from "./open-work.ts";

/**
 * Pixel workers of a browser. They are made from the script's bytes, since no worker can be made from an address of
 * a remote extension.
 *
 * @param script the bytes of the script that the build wrote
 */
export function createPageWorker(script: Uint8Array): WorkerParts["createWorker"] {
  const blob = new Blob([script.slice()], { type: "text/javascript" });
  return () => {
    const address = URL.createObjectURL(blob);
    const worker = new Worker(address);
    // The worker has begun to fetch it by now.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return browserWorker(worker);
  };
}
