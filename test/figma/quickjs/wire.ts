/**
 * A value on its way between two engines, as JSON. Plain data is copied; functions and Figma's objects stay where they
 * are and are named by the side that has them; bytes go beside.
 */
export type Wire =
  | null
  | boolean
  | number
  | string
  | { readonly is: "undefined" }
  | { readonly is: "mixed" }
  | { readonly is: "number"; readonly text: string }
  | { readonly is: "array"; readonly parts: readonly Wire[]; readonly frozen: boolean }
  | { readonly is: "data"; readonly parts: { readonly [key: string]: Wire }; readonly frozen: boolean }
  | { readonly is: "bytes" | "buffer"; readonly id: number }
  | { readonly is: "promise"; readonly id: number }
  | { readonly is: "sender's"; readonly id: number; readonly callable: boolean }
  | { readonly is: "receiver's"; readonly id: number };

/** What came of a call: a value, or what was thrown. */
export type Outcome = { readonly value: Wire } | { readonly thrown: Wire };

/** What the engine asks of the host. */
export type Question =
  | { readonly ask: "get" | "has"; readonly object: number; readonly key: string }
  | { readonly ask: "set"; readonly object: number; readonly key: string; readonly value: Wire }
  | {
      readonly ask: "call";
      readonly callee: number;
      readonly self: number | null;
      readonly values: readonly Wire[];
    };

/** What the host tells the engine. */
export type Order =
  | { readonly tell: "call"; readonly callee: number; readonly values: readonly Wire[] }
  | { readonly tell: "settle"; readonly promise: number; readonly outcome: Outcome };

/** How bytes cross. */
export interface Bytes {
  give(bytes: Uint8Array): number;
  take(id: number): Uint8Array;
}

/** Data that both sides encode alike; `undefined` for what is left to the side. */
export function encodeData(value: unknown, bytes: Bytes, encode: (part: unknown) => Wire): Wire | undefined {
  switch (typeof value) {
    case "undefined":
      return { is: "undefined" };
    case "boolean":
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { is: "number", text: Object.is(value, -0) ? "-0" : String(value) };
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return { is: "bytes", id: bytes.give(value) };
  if (value instanceof ArrayBuffer) return { is: "buffer", id: bytes.give(new Uint8Array(value)) };
  const frozen = Object.isFrozen(value);
  if (Array.isArray(value)) return { is: "array", parts: value.map(encode), frozen };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const parts = Object.entries(value).map(([key, part]) => [key, encode(part)] as const);
  return { is: "data", parts: Object.fromEntries(parts), frozen };
}

/** The opposite of {@link encodeData}; what is no data is decoded by the side. */
export function decodeData(
  wire: Wire,
  bytes: Bytes,
  decode: (wire: Wire) => unknown,
  own: (wire: Reference) => unknown,
): unknown {
  if (wire === null || typeof wire !== "object") return wire;
  switch (wire.is) {
    case "undefined":
      return undefined;
    case "number":
      return Number(wire.text);
    case "bytes":
      return bytes.take(wire.id);
    case "buffer": {
      const whole = bytes.take(wire.id);
      return whole.slice().buffer;
    }
    case "array": {
      const parts = wire.parts.map(decode);
      return wire.frozen ? Object.freeze(parts) : parts;
    }
    case "data": {
      const data = Object.fromEntries(Object.entries(wire.parts).map(([key, part]) => [key, decode(part)]));
      return wire.frozen ? Object.freeze(data) : data;
    }
    default:
      return own(wire);
  }
}

export type Reference = Extract<Wire, { readonly is: "mixed" | "promise" | "sender's" | "receiver's" }>;
