/** A thread that runs this very script, whatever the platform calls one. */
export type ComputeThread = object;

const waiting: ComputeThread[] = [];

/**
 * Starts threads for the net to compute on.
 *
 * @param count how many, beside the worker's own
 * @param start settles when the thread runs, since ONNX Runtime waits forever for one that can't be started
 * @returns how many there are; fewer where the platform does not let the script start itself again
 */
export async function startThreads(count: number, start: () => Promise<ComputeThread>): Promise<number> {
  const started = await Promise.allSettled(Array.from({ length: count }, start));
  for (const thread of started) if (thread.status === "fulfilled") waiting.push(thread.value);
  return waiting.length;
}

/** Hands a started thread to ONNX Runtime's glue. */
export function takeThread(): ComputeThread {
  const thread = waiting.pop();
  if (!thread) throw new Error("ONNX Runtime wants more threads than it was told of");
  return thread;
}
