import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes that this thread still holds after a thorough collection, those of buffers included. */
export async function heldMemory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    // Weak references and finalizers, of which fetch has many, let go between turns only.
    await setTimeout(20);
    collectGarbage();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
