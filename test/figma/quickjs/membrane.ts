import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import { theMixed } from "../fake/mixed.ts";
import { lacks } from "../fake/nodes/fake-section.ts";
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

/** The host's side: Figma's objects are here, the plugin sees what stands for them. */
export interface Membrane {
  define(globals: Readonly<Record<string, unknown>>): void;
  run(code: string): void;
  end(): void;
}

/** @param start what `startGuest` is in the engine */
export function createMembrane(
  context: QuickJSContext,
  start: QuickJSHandle,
  inTime: <Result>(act: () => Result) => Result,
): Membrane {
  const objects = new Map<number, object>();
  const ids = new Map<object, number>();
  const theirs = new Map<number, (...values: unknown[]) => unknown>();
  const held = new Map<number, Uint8Array>();
  let last = 0;
  let ended = false;

  const bytes: Bytes = {
    give: (view) => {
      last += 1;
      held.set(last, view);
      return last;
    },
    take: (id) => {
      const view = held.get(id);
      held.delete(id);
      if (!view) throw new Error("these bytes were taken already");
      return view;
    },
  };
  const encode = (value: unknown): Wire => {
    if (value === theMixed()) return { is: "mixed" };
    if (value instanceof Promise) return promise(value);
    const wire = encodeData(value, bytes, encode);
    if (wire !== undefined) return wire;
    if ((typeof value !== "object" && typeof value !== "function") || value === null)
      throw new Error(`${String(value)} does not cross`);
    const id = ids.get(value) ?? objects.size + 1;
    objects.set(id, value);
    ids.set(value, id);
    return { is: "sender's", id, callable: typeof value === "function" };
  };
  const promise = (value: Promise<unknown>): Wire => {
    last += 1;
    const id = last;
    value.then(
      (result) => tell({ tell: "settle", promise: id, outcome: { value: encode(result) } }),
      (reason) => tell({ tell: "settle", promise: id, outcome: { thrown: encodeThrown(reason) } }),
    );
    return { is: "promise", id };
  };
  const encodeThrown = (error: unknown): Wire => (error instanceof Error ? error.message : encode(error));
  const own = (wire: Reference): unknown => {
    switch (wire.is) {
      case "mixed":
        return theMixed();
      case "receiver's":
        return objects.get(wire.id);
      case "promise":
        throw new Error("Figma takes no promises");
      case "sender's": {
        const known = theirs.get(wire.id) ?? ((...values) => callGuest(wire.id, values));
        theirs.set(wire.id, known);
        return known;
      }
    }
  };
  const decode = (wire: Wire): unknown => decodeData(wire, bytes, decode, own);
  const objectOf = (id: number): object => {
    const object = objects.get(id);
    if (!object) throw new Error(`there is no object ${id}`);
    return object;
  };
  const answer = (question: Question): unknown => {
    if (question.ask === "call") {
      const callee = objectOf(question.callee);
      if (typeof callee !== "function") throw new TypeError("not a function");
      const self = question.self === null ? undefined : objectOf(question.self);
      return Reflect.apply(callee, self, question.values.map(decode));
    }
    const object = objectOf(question.object);
    const known = question.key in object && !lacks(object, question.key);
    if (question.ask === "has") return known;
    if (!known) throw new Error(`no such property '${question.key}'`);
    if (question.ask !== "set") return Reflect.get(object, question.key);
    if (!Reflect.set(object, question.key, decode(question.value)))
      throw new Error(`in set_${question.key}: the property is read-only`);
    return undefined;
  };
  const ask = (text: string): string => {
    let outcome: Outcome;
    try {
      outcome = { value: encode(answer(JSON.parse(text))) };
    } catch (error) {
      outcome = { thrown: encodeThrown(error) };
    }
    return JSON.stringify(outcome);
  };

  const host = context.newObject();
  const give = (name: string, act: (handle: QuickJSHandle) => QuickJSHandle) =>
    context.newFunction(name, act).consume((made) => context.setProp(host, name, made));
  give("ask", (text) => context.newString(ask(context.getString(text))));
  give("giveBytes", (buffer) => {
    const copy = context.getArrayBuffer(buffer).consume(({ value }) => value.slice());
    return context.newNumber(bytes.give(copy));
  });
  give("takeBytes", (id) => context.newArrayBuffer(bytes.take(context.getNumber(id)).slice().buffer));
  const guest = context.unwrapResult(context.callFunction(start, context.undefined, host));
  start.dispose();
  host.dispose();
  const guestTell = context.getProp(guest, "tell");
  const guestDecode = context.getProp(guest, "decode");
  guest.dispose();

  const settleJobs = () => inTime(() => context.unwrapResult(context.runtime.executePendingJobs()));
  const tell = (order: Order): Outcome => {
    if (ended) return { value: null };
    const text = inTime(() =>
      context
        .newString(JSON.stringify(order))
        .consume((handle) => context.unwrapResult(context.callFunction(guestTell, context.undefined, handle)))
        .consume((result) => context.getString(result)),
    );
    settleJobs();
    return JSON.parse(text);
  };
  const callGuest = (callee: number, values: readonly unknown[]): unknown => {
    const outcome = tell({ tell: "call", callee, values: values.map(encode) });
    if (outcome && "thrown" in outcome) throw new Error(JSON.stringify(outcome.thrown));
    return outcome && "value" in outcome ? decode(outcome.value) : undefined;
  };
  return {
    define: (globals) => {
      for (const [name, value] of Object.entries(globals)) {
        context
          .newString(JSON.stringify(encode(value)))
          .consume((wire) => context.unwrapResult(context.callFunction(guestDecode, context.undefined, wire)))
          .consume((made) => context.setProp(context.global, name, made));
      }
    },
    run: (code) => {
      inTime(() => context.unwrapResult(context.evalCode(code, "main.js", { type: "global" })).dispose());
      settleJobs();
    },
    end: () => {
      ended = true;
      guestTell.dispose();
      guestDecode.dispose();
      context.dispose();
    },
  };
}
