/**
 * Runs inside of QuickJS, before the plugin: stands for Figma's objects, whose real ones are in the host. Removes what
 * it needed itself, so that the plugin finds Figma's globals and nothing else.
 */
import {
  type Bytes,
  decodeData,
  encodeData,
  type Order,
  type Outcome,
  type Question,
  type Reference,
  type Wire,
} from "./wire.ts";

interface Host {
  ask(question: string): string;
  giveBytes(buffer: ArrayBuffer): number;
  takeBytes(id: number): ArrayBuffer;
}

type Callable = (...values: unknown[]) => unknown;

export function startGuest(host: Host): { tell(order: string): string; decode(wire: string): unknown } {
  const mixed = Symbol("figma.mixed");
  const mine = new Map<number, Callable>();
  const myIds = new Map<unknown, number>();
  const theirs = new Map<number, object>();
  const theirIds = new WeakMap<object, number>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>();

  const bytes: Bytes = {
    give: (view) => host.giveBytes(view.slice().buffer),
    take: (id) => new Uint8Array(host.takeBytes(id)),
  };
  const encode = (value: unknown): Wire => {
    if (value === mixed) return { is: "mixed" };
    if ((typeof value === "object" || typeof value === "function") && value !== null) {
      const id = theirIds.get(value);
      if (id !== undefined) return { is: "receiver's", id };
    }
    if (isCallable(value)) {
      const id = myIds.get(value) ?? mine.size + 1;
      myIds.set(value, id);
      mine.set(id, value);
      return { is: "sender's", id, callable: true };
    }
    if (value instanceof Error) return { is: "data", parts: { message: value.message }, frozen: false };
    const wire = encodeData(value, bytes, encode);
    if (wire === undefined) throw new TypeError(`${String(value)} can't be given to Figma`);
    return wire;
  };
  const own = (wire: Reference): unknown => {
    switch (wire.is) {
      case "mixed":
        return mixed;
      case "promise":
        return new Promise((resolve, reject) => waiting.set(wire.id, { resolve, reject }));
      case "receiver's":
        return mine.get(wire.id);
      case "sender's": {
        const known = theirs.get(wire.id) ?? (wire.callable ? callable(wire.id) : proxy(wire.id));
        theirs.set(wire.id, known);
        theirIds.set(known, wire.id);
        return known;
      }
    }
  };
  const decode = (wire: Wire): unknown => decodeData(wire, bytes, decode, own);
  const ask = (question: Question): unknown => {
    const outcome: Outcome = JSON.parse(host.ask(JSON.stringify(question)));
    if ("value" in outcome) return decode(outcome.value);
    throw thrown(decode(outcome.thrown));
  };
  const callable = (id: number): Callable =>
    function (this: unknown, ...values) {
      const self = typeof this === "object" && this !== null ? (theirIds.get(this) ?? null) : null;
      return ask({ ask: "call", callee: id, self, values: values.map(encode) });
    };
  const proxy = (object: number): object =>
    new Proxy(
      {},
      {
        get: (_, key) =>
          typeof key === "symbol" || key === "then" ? undefined : ask({ ask: "get", object, key }),
        set: (_, key, value) => {
          ask({ ask: "set", object, key: String(key), value: encode(value) });
          return true;
        },
        has: (_, key) => typeof key === "string" && ask({ ask: "has", object, key }) === true,
      },
    );
  const tell = (text: string): string => {
    const order: Order = JSON.parse(text);
    if (order.tell === "settle") {
      const promise = waiting.get(order.promise);
      waiting.delete(order.promise);
      if ("value" in order.outcome) promise?.resolve(decode(order.outcome.value));
      else promise?.reject(thrown(decode(order.outcome.thrown)));
      return "null";
    }
    let outcome: Outcome;
    try {
      const result = mine.get(order.callee)?.(...order.values.map(decode));
      outcome = { value: encode(result instanceof Promise ? unawaited(result) : result) };
    } catch (error) {
      outcome = { thrown: encode(error) };
    }
    return JSON.stringify(outcome);
  };
  return { tell, decode: (wire) => decode(JSON.parse(wire)) };
}

/** Figma waits for no callback; what one rejects with is an unhandled rejection, which shows in the console. */
function unawaited(result: Promise<unknown>): undefined {
  result.catch((reason: unknown) =>
    console.error(`unhandled: ${reason instanceof Error ? reason.message : JSON.stringify(reason)}`),
  );
  return undefined;
}

function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}

/** Errors arrive as their sentence, other things as they are. */
function thrown(value: unknown): unknown {
  return typeof value === "string" ? new Error(value) : value;
}
