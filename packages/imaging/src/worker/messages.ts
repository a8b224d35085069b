import type { ImagingErrorCode } from "../imaging-error.ts";

/** One kind of work, by the types of what crosses between the threads. */
export interface Operation {
  /** What is asked for. Files are not in it: the worker asks for them one by one. */
  readonly input: unknown;
  /** What is told along the way. */
  readonly event: unknown;
  readonly result: unknown;
}

/** All that a worker does, by name. */
export type Operations = { readonly [name: string]: Operation };

/** A piece of work. */
export type Request<Ops extends Operations, Name extends keyof Ops = keyof Ops> = {
  [Each in Name]: {
    readonly kind: "call";
    readonly id: number;
    readonly op: Each;
    readonly input: Ops[Each]["input"];
  };
}[Name];

/** What a worker wants of its host: an asset, one of the call's files, or to have told something. */
export type Question<Event> =
  | { readonly asset: string }
  | { readonly file: number }
  | { readonly event: Event };

/** Answers a question; one that told something gets no bytes, but knows that it was heard. */
export interface Answer {
  readonly kind: "answer";
  readonly question: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** What went wrong in a worker; errors themselves lose their class on the way. */
export interface Fault {
  /** Of an `ImagingError`. */
  readonly code?: ImagingErrorCode;
  readonly message: string;
}

/** What a worker says about the call with that id. */
export type Reply<Of extends Operation> = { readonly id: number } & (
  | { readonly kind: "ask"; readonly question: number; readonly what: Question<Of["event"]> }
  | { readonly kind: "result"; readonly result: Of["result"] }
  | { readonly kind: "fault"; readonly fault: Fault }
);

const replies: readonly unknown[] = ["ask", "result", "fault"] satisfies Reply<Operation>["kind"][];

/** Whether a message is a worker's reply to the call with that id; both ends are built together, so its shape follows. */
export function isReply<Of extends Operation>(message: unknown, id: number): message is Reply<Of> {
  return isMessage(message) && replies.includes(message.kind) && "id" in message && message.id === id;
}

/** Whether a message is a piece of work. */
export function isRequest<Ops extends Operations>(message: unknown): message is Request<Ops> {
  return isMessage(message) && message.kind === "call";
}

/** Whether a message answers a question. */
export function isAnswer(message: unknown): message is Answer {
  return isMessage(message) && message.kind === "answer";
}

function isMessage(message: unknown): message is { readonly kind: unknown } {
  return typeof message === "object" && message !== null && "kind" in message;
}
