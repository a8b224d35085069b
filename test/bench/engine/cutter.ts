import { Worker } from "node:worker_threads";
import type { CutAnswer, CutRequest } from "./bench-worker.ts";

/** Nothing takes so long, in milliseconds, unless it hangs. */
const patience = 120_000;

/** Cuts images in one worker, which all sides of a comparison share. */
export class Cutter {
  #worker = start();

  /** @throws {Error} when the worker fails, or hangs; the next image is cut by another worker then */
  async cut(by: CutRequest["by"], image: CutRequest["image"]): Promise<CutAnswer> {
    const worker = this.#worker;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<CutAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${by} hangs`)), patience);
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    worker.postMessage({ by, image } satisfies CutRequest);
    try {
      return await answer;
    } catch (error) {
      await worker.terminate();
      this.#worker = start();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.removeAllListeners();
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function start(): Worker {
  return new Worker(new URL("bench-worker.ts", import.meta.url), { execArgv: [] });
}
