/** What is heard of a worker. */
export interface WorkerEvents {
  message(message: unknown): void;
  /** The worker has ended by itself, and why. */
  gone(reason: string): void;
}

/** A worker thread, whatever the platform calls one. `browserWorker` and `threadWorker` make one. */
export interface PixelWorker {
  /** Sends a message. Its contents are copied, but for the buffers in `transfer`, which are handed over. */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  listen(events: WorkerEvents): void;
  /** Whether the worker keeps the process alive; only Node asks. */
  hold(busy: boolean): void;
  /** Ends the thread at once, whatever it is doing. */
  end(): void;
}

/** How pixels are worked on beside the caller's thread. */
export interface WorkerParts {
  /**
   * Starts a worker whose script `bundleWorker` of `@stratify/local-engine/bundle` wrote. Called for the first piece of
   * work, and again after a worker was ended.
   */
  readonly createWorker: () => PixelWorker;
  /**
   * Reads a file that `bundleWorker` wrote beside the script, such as `png.wasm`. Called when the worker first needs
   * one. The bytes are copied. Not needed in Node without a bundle.
   */
  readonly loadAsset?: (file: string) => Promise<Uint8Array>;
  /** Milliseconds without work after which the worker is ended and its memory given back. @default 30000 */
  readonly idleFor?: number;
}
