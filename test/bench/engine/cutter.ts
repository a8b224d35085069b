import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { CutAnswer, CutRequest } from "./bench-worker.ts";

/** Nothing takes so long, in milliseconds, unless it hangs. */
const patience = 120_000;

/** Cuts images in one worker, which all sides of a comparison share. */
export class Cutter {
  #worker = start();

  /** @throws when the worker fails, or hangs; another worker cuts the next image then */
  async cut(by: CutRequest["by"], image: CutRequest["image"]): Promise<CutAnswer> {
    const worker = this.#worker;
    worker.postMessage({ by, image } satisfies CutRequest);
    try {
      const [answer] = await once(worker, "message", { signal: AbortSignal.timeout(patience) });
      return answer;
    } catch (error) {
      await worker.terminate();
      this.#worker = start();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function start(): Worker {
  return new Worker(new URL("bench-worker.ts", import.meta.url), { execArgv: [] });
}
