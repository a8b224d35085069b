import { ImagingError } from "../imaging-error.ts";
import type { HostLine } from "./host-line.ts";
import { type Fault, isRequest, type Operations, type Request } from "./messages.ts";

/** What an operation's work may ask for and tell along the way. */
export interface CallContext<Event> {
  /** Gives one of the call's files, which is the worker's own from then on. */
  file(index: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Settled when the caller has dealt with it. Buffers in it are handed over. */
  tell(event: Event): Promise<void>;
}

/** The work itself, by operation. Buffers in a result are handed over. */
export type Handlers<Ops extends Operations> = {
  readonly [Name in keyof Ops]: (
    input: Ops[Name]["input"],
    context: CallContext<Ops[Name]["event"]>,
  ) => Promise<Ops[Name]["result"]>;
};

/**
 * Does inside a worker what the `WorkerCalls` of its host ask for.
 *
 * @returns what every message of the host's is to be given to
 */
export function serveCalls<Ops extends Operations>(
  host: HostLine,
  handlers: Handlers<Ops>,
): (message: unknown) => Promise<void> {
  const context = {
    file: (index: number) => host.file(index),
    tell: (event: unknown) => host.tell(event),
  };
  const perform = <Name extends keyof Ops>({ op, input }: Request<Ops, Name>) => {
    if (!Object.hasOwn(handlers, op)) throw new Error(`this worker's script knows no ${String(op)}`);
    return handlers[op](input, context);
  };
  return async (message) => {
    host.hear(message);
    if (!isRequest<Ops>(message)) return;
    host.begin(message.id);
    try {
      host.finish({ kind: "result", result: await perform(message) });
    } catch (error) {
      host.finish({ kind: "fault", fault: faultOf(error) });
    }
  };
}

function faultOf(error: unknown): Fault {
  if (error instanceof ImagingError) return { code: error.code, message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}
