/** What an engine hears from its worker. */
export interface WorkerEvents {
  message(message: unknown): void;
  /** The worker has ended by itself, and why. */
  gone(reason: string): void;
}

/** A worker thread as the engine sees it, whatever the platform calls one. */
export interface EngineWorker {
  /** Sends a message; its contents are copied. */
  post(message: unknown): void;
  listen(events: WorkerEvents): void;
  /** Whether the worker keeps the process alive; only Node asks. */
  hold(busy: boolean): void;
  /** Ends the thread at once, whatever it is doing. */
  end(): void;
}
