import { mostThreads } from "../model/open-net.ts";
import type { ComputeThread } from "./compute-threads.ts";
import { runThread, serveBundled, threadMark } from "./serve-bundled.ts";

// A `.js` file is CommonJS or a module by the folder that a host puts it in: this works as both.
const { parentPort, Worker, workerData } = process.getBuiltinModule("node:worker_threads");
const { availableParallelism } = process.getBuiltinModule("node:os");

if (workerData === threadMark) {
  void runThread().then(() => parentPort?.postMessage("ready"));
} else {
  const hear = serveBundled({
    post: (message, transfer) => parentPort?.postMessage(message, transfer),
    threads: Math.min(mostThreads, availableParallelism()),
    startThread,
  });
  parentPort?.on("message", hear);
}

function startThread(): Promise<ComputeThread> {
  return new Promise((resolve, reject) => {
    // A worker's own script is where a program has its own.
    const thread = new Worker(process.argv[1] ?? "", { workerData: threadMark });
    thread.once("error", reject);
    thread.once("message", () => {
      thread.off("error", reject);
      resolve(thread);
    });
  });
}
