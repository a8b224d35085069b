import { Worker } from "node:worker_threads";
import type { CutAnswer, CutRequest } from "./bench-worker.ts";

/** Cuts pictures in one worker, which both sides of the comparison share. */
export class Cutter {
  readonly #worker = new Worker(new URL("bench-worker.ts", import.meta.url), { execArgv: [] });

  cut(by: CutRequest["by"], image: CutRequest["image"], effort?: CutRequest["effort"]): Promise<CutAnswer> {
    return new Promise((resolve, reject) => {
      this.#worker.once("error", reject);
      this.#worker.once("message", (answer: CutAnswer) => {
        this.#worker.off("error", reject);
        resolve(answer);
      });
      this.#worker.postMessage({ by, image, effort } satisfies CutRequest);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
