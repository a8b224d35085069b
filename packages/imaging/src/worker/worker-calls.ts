import { ImagingError } from "../imaging-error.ts";
import { copyInPieces } from "./copy-in-pieces.ts";
import { type Answer, type Fault, isReply, type Operations, type Question } from "./messages.ts";
import type { PixelWorker, WorkerParts } from "./pixel-worker.ts";

/** What a call needs besides its input. */
export interface CallOptions<Event> {
  /** Stops the work at once; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** What the work reads; each is copied when the worker asks for it, so that no copy blocks for long. */
  readonly files?: readonly Uint8Array[];
  /** Called when the worker starts on the call, which is when every earlier one has ended. */
  readonly onStart?: () => void;
  /** Hears what the work tells; the work may wait until what it returns has settled. */
  readonly onEvent?: (event: Event) => void | Promise<void>;
}

interface Call {
  readonly request: object;
  readonly onStart: (() => void) | undefined;
  /** Deals with what the worker says. */
  readonly hear: (message: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Sends work to one worker, one piece at a time. A call that is aborted while the worker is on it ends the worker,
 * since nothing else stops a computation; the calls behind it go to a fresh one and notice nothing.
 */
export class WorkerCalls<Ops extends Operations> {
  readonly #parts: WorkerParts;
  readonly #failure: (reason: string) => Error;
  readonly #who: string;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #worker: PixelWorker | undefined;
  #current: Call | undefined;
  #waiting: Call[] = [];
  #lastId = 0;

  /**
   * @param who does the work, for sentences that begin with it
   * @param failure makes the error that calls reject with when the worker fails
   */
  constructor(parts: WorkerParts, who: string, failure: (reason: string) => Error) {
    this.#parts = parts;
    this.#who = who;
    this.#failure = failure;
  }

  /**
   * @throws the signal's reason when aborted, before or while it runs; {@link ImagingError} when a picture can't be
   * used; what `failure` makes when the worker fails
   */
  async run<Name extends string & keyof Ops>(
    op: Name,
    input: Ops[Name]["input"],
    options: CallOptions<Ops[Name]["event"]> = {},
  ): Promise<Ops[Name]["result"]> {
    const { signal, onStart } = options;
    signal?.throwIfAborted();
    this.#lastId += 1;
    const id = this.#lastId;
    let stop: (() => void) | undefined;
    try {
      return await new Promise<Ops[Name]["result"]>((resolve, reject) => {
        const hear = (message: unknown) => {
          if (!isReply<Ops[Name]>(message, id)) return;
          if (message.kind === "ask") void this.#answer(call, message.question, message.what, options);
          else if (message.kind === "fault") this.#faulty(message.fault);
          else {
            resolve(message.result);
            this.#done();
          }
        };
        const call: Call = { request: { kind: "call", id, op, input }, onStart, hear, reject };
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
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure(reason));
    this.#fail(this.#failure(reason));
  }

  #next(): void {
    if (this.#current) return;
    const call = this.#waiting.shift();
    if (!call) {
      this.#rest();
      return;
    }
    this.#current = call;
    clearTimeout(this.#resting);
    try {
      this.#worker ??= this.#start();
      this.#worker.hold(true);
      this.#worker.post(call.request);
    } catch (error) {
      this.#fail(this.#failure(`${this.#who}'s worker could not be started: ${wordsOf(error)}`));
      return;
    }
    try {
      call.onStart?.();
    } catch (error) {
      this.#drop(call, error);
    }
  }

  /** WebAssembly's memory never shrinks: only the end of its worker gives it back. */
  #rest(): void {
    if (!this.#worker) return;
    this.#worker.hold(false);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#discard(), this.#parts.idleFor ?? 30_000);
    // In Node a timer would keep the process alive; in a browser it is a number.
    if (typeof this.#resting === "object") this.#resting.unref();
  }

  #start(): PixelWorker {
    const worker = this.#parts.createWorker();
    worker.listen({
      message: (message) => {
        if (worker === this.#worker) this.#current?.hear(message);
      },
      gone: (reason) => {
        if (worker === this.#worker) this.#fail(this.#failure(`${this.#who}'s worker ended: ${reason}`));
      },
    });
    return worker;
  }

  /** A caller that throws at being told, or at being asked for a file, has its own call ended, and nobody else's. */
  async #answer<Event>(
    call: Call,
    question: number,
    what: Question<Event>,
    options: CallOptions<Event>,
  ): Promise<void> {
    try {
      const bytes = await this.#bytesFor(what, options);
      if (call !== this.#current) return;
      const answer: Answer = { kind: "answer", question, ...(bytes && { bytes }) };
      this.#worker?.post(answer, bytes && [bytes.buffer]);
    } catch (error) {
      this.#drop(call, error);
    }
  }

  async #bytesFor<Event>(
    what: Question<Event>,
    { files, onEvent }: CallOptions<Event>,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if ("event" in what) {
      await onEvent?.(what.event);
      return undefined;
    }
    if ("file" in what) return copyInPieces(files?.[what.file] ?? new Uint8Array());
    const { loadAsset } = this.#parts;
    if (!loadAsset) throw this.#failure(`${this.#who}'s worker needs ${what.asset}: hand in loadAsset`);
    const bytes = await loadAsset(what.asset).catch((error: unknown) => {
      throw this.#failure(`${what.asset} could not be loaded: ${wordsOf(error)}`);
    });
    return new Uint8Array(bytes);
  }

  /** A picture that can't be used leaves the worker whole; what else went wrong may have left it in any state. */
  #faulty({ code, message }: Fault): void {
    if (code) {
      this.#current?.reject(new ImagingError(code, message));
      this.#done();
      return;
    }
    const full =
      /out of memory|enlarge memory|insufficient memory|OOM|array buffer allocation|invalid array length/i;
    this.#fail(
      this.#failure(
        full.test(message)
          ? `${this.#who} ran out of memory; use a smaller picture`
          : `${this.#who} failed: ${message}`,
      ),
    );
  }

  #done(): void {
    this.#current = undefined;
    this.#next();
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

  #fail(error: Error): void {
    this.#current?.reject(error);
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

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
