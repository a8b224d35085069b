import { isAnswer, type Question } from "./messages.ts";

/** Sends a message to the host; the buffers are handed over rather than copied. */
export type Post = (message: object, transfer: ArrayBuffer[]) => void;

/** A worker's end of the line to its host. */
export class HostLine {
  readonly #post: Post;
  readonly #asked = new Map<number, (bytes: Uint8Array<ArrayBuffer> | undefined) => void>();
  #call = 0;
  #lastQuestion = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Says which call is worked on: all that is said from now on is about it. */
  begin(call: number): void {
    this.#call = call;
    this.#asked.clear();
  }

  /** Tells the call's end. Buffers in it are handed over. */
  finish(
    end:
      | { readonly kind: "result"; readonly result: unknown }
      | { readonly kind: "fault"; readonly fault: object },
  ) {
    this.#post({ ...end, id: this.#call }, end.kind === "result" ? buffersOf(end.result) : []);
  }

  /** Asks for a file that the worker's script is shipped with. */
  asset(file: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes({ asset: file });
  }

  /** Asks for one of the call's files, which is then the worker's own. */
  file(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes({ file: index });
  }

  /** Tells something; settled when the host has dealt with it. Buffers in it are handed over. */
  async tell(event: unknown): Promise<void> {
    await this.#ask({ event });
  }

  /** Takes a message of the host's, if it is an answer. */
  hear(message: unknown): void {
    if (!isAnswer(message)) return;
    this.#asked.get(message.question)?.(message.bytes);
    this.#asked.delete(message.question);
  }

  async #bytes(what: Question<never>): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#ask(what);
    if (!bytes) throw new Error("the host gave no bytes");
    return bytes;
  }

  #ask(what: Question<unknown>): Promise<Uint8Array<ArrayBuffer> | undefined> {
    this.#lastQuestion += 1;
    const question = this.#lastQuestion;
    return new Promise((resolve) => {
      this.#asked.set(question, resolve);
      this.#post({ kind: "ask", id: this.#call, question, what }, buffersOf(what));
    });
  }
}

/** The buffers of all bytes in a message, each once. */
function buffersOf(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (value: unknown) => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    } else if (typeof value === "object" && value !== null) {
      for (const part of Object.values(value)) look(part);
    }
  };
  look(message);
  return [...found];
}
