import type { Pixels } from "@stratify/imaging";
import type { WorkOptions } from "./engine.ts";
import { EngineError } from "./engine-error.ts";
import type { EngineWorker } from "./engine-worker.ts";
import { isReply, type Reply, type Request, type Work } from "./messages.ts";

interface Call {
  readonly request: Request;
  readonly onProgress: WorkOptions["onProgress"];
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Sends work to one worker, one piece at a time. A call that is aborted while the worker is on it ends the worker,
 * since nothing else stops a computation; the calls behind it go to a fresh one and notice nothing.
 */
export class WorkerCalls {
  readonly #createWorker: () => EngineWorker;
  readonly #idleFor: number;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #worker: EngineWorker | undefined;
  #current: Call | undefined;
  #waiting: Call[] = [];
  #lastId = 0;

  /** @param idleFor milliseconds without work after which the worker is ended, which gives its memory back */
  constructor(createWorker: () => EngineWorker, idleFor: number) {
    this.#createWorker = createWorker;
    this.#idleFor = idleFor;
  }

  /** @throws the signal's reason when aborted, before or while it runs; {@link EngineError} when the worker fails */
  async run(work: Work, image: Pixels, { signal, onProgress }: WorkOptions): Promise<Reply> {
    signal?.throwIfAborted();
    const { width, height, data } = image;
    if (data.length !== 4 * width * height || data.length === 0) {
      throw new EngineError(`a picture of ${width} x ${height} pixels can't have ${data.length} bytes`);
    }
    this.#lastId += 1;
    const request: Request = { ...work, id: this.#lastId, image: { width, height, data } };
    let stop: (() => void) | undefined;
    try {
      return await new Promise<Reply>((resolve, reject) => {
        const call = { request, onProgress, resolve, reject };
        stop = () => this.#drop(call, signal?.reason);
        signal?.addEventListener("abort", stop);
        this.#waiting.push(call);
        this.#next();
      });
    } finally {
      if (stop) signal?.removeEventListener("abort", stop);
    }
  }

  /** Ends the worker and rejects every call. */
  end(reason: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new EngineError(reason));
    this.#fail(reason);
  }

  #next(): void {
    if (this.#current) return;
    this.#current = this.#waiting.shift();
    if (!this.#current) {
      this.#rest();
      return;
    }
    clearTimeout(this.#resting);
    try {
      this.#worker ??= this.#start();
      this.#worker.hold(true);
      this.#worker.post(this.#current.request);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** WebAssembly's memory never shrinks: only the end of its worker gives it back. */
  #rest(): void {
    if (!this.#worker) return;
    this.#worker.hold(false);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#discard(), this.#idleFor);
    // In Node a timer would keep the process alive; in a browser it is a number.
    if (typeof this.#resting === "object") this.#resting.unref();
  }

  #start(): EngineWorker {
    const worker = this.#createWorker();
    worker.listen({
      message: (message) => {
        if (worker === this.#worker) this.#hear(message);
      },
      gone: (reason) => {
        if (worker === this.#worker) this.#fail(`the local engine's worker ended: ${reason}`);
      },
    });
    return worker;
  }

  #hear(message: unknown): void {
    const call = this.#current;
    if (!call || !isReply(message) || message.id !== call.request.id) return;
    if (message.kind === "progress") {
      this.#tell(call, message.fraction);
      return;
    }
    if (message.kind === "error") {
      // What went wrong may have left the worker's memory in any state.
      this.#fail(message.detail);
      return;
    }
    this.#current = undefined;
    call.resolve(message);
    this.#next();
  }

  /** A caller that throws at being told has its own call ended, and nobody else's. */
  #tell(call: Call, fraction: number): void {
    try {
      call.onProgress?.(fraction);
    } catch (error) {
      this.#drop(call, error);
    }
  }

  #drop(call: Call, reason: unknown): void {
    call.reject(reason);
    if (call !== this.#current) {
      this.#waiting = this.#waiting.filter((other) => other !== call);
      return;
    }
    this.#discard();
    this.#next();
  }

  #fail(reason: string): void {
    this.#current?.reject(new EngineError(reason));
    this.#discard();
    this.#next();
  }

  #discard(): void {
    clearTimeout(this.#resting);
    this.#current = undefined;
    this.#worker?.end();
    this.#worker = undefined;
  }
}
