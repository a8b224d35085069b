import { expect, it } from "vitest";
import { fromBase64 } from "./from-base64.ts";

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) % 256);

it.each([0, 1, 2, 3, 4, 500_001])(
  "gives back %i bytes, also where the browser can't do it itself",
  async (length) => {
    const bytes = bytesOf(length);
    const text = Buffer.from(bytes).toString("base64");
    const native = Reflect.get(Uint8Array, "fromBase64");
    expect(Buffer.from(await fromBase64(text)).equals(bytes)).toBe(true);
    Reflect.set(Uint8Array, "fromBase64", undefined);
    try {
      expect(Buffer.from(await fromBase64(text)).equals(bytes)).toBe(true);
    } finally {
      if (native) Reflect.set(Uint8Array, "fromBase64", native);
      else Reflect.deleteProperty(Uint8Array, "fromBase64");
    }
  },
);
