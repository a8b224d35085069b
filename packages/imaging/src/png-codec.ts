import type { Pixels } from "./pixels.ts";

/** Lossless and exact, colours under alpha 0 included. */
export interface PngCodec {
  decode(bytes: Uint8Array): Pixels;
  encode(pixels: Pixels): Uint8Array<ArrayBuffer>;
}

/** What `squoosh_png_bg.wasm` of @jsquash/png 3.1.1 exports and this file uses. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  __wbindgen_malloc(bytes: number, alignment: number): number;
  __wbindgen_add_to_stack_pointer(bytes: number): number;
  decode(at: number, length: number): number;
  encode(answer: number, at: number, length: number, width: number, height: number, depth: number): void;
}

/**
 * PNG through the WebAssembly of @jsquash/png, without its JavaScript. That keeps one instance for the life of the
 * process, which a damaged picture wears out (some 600 of them end in "memory access out of bounds" for good) and
 * whose memory never shrinks, and it leaves a global `ImageData` behind in Node. Here every call has its own
 * instance, made in about a millisecond.
 */
export function pngCodec(module: WebAssembly.Module): PngCodec {
  return {
    decode(bytes) {
      let pixels: Pixels | undefined;
      const { wasm, put } = instance(module, (at, length, width, height) => {
        pixels = { width, height, data: new Uint8ClampedArray(wasm.memory.buffer, at, length).slice() };
      });
      wasm.decode(put(bytes), bytes.length);
      if (!pixels) throw new Error("no pixels came out");
      return pixels;
    },
    encode({ width, height, data }) {
      const { wasm, put } = instance(module, () => {});
      const answer = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.encode(answer, put(data), data.length, width, height, 8);
      const [at = 0, length = 0] = new Uint32Array(wasm.memory.buffer, answer, 2);
      return new Uint8Array(wasm.memory.buffer, at, length).slice();
    },
  };
}

type Decoded = (at: number, length: number, width: number, height: number) => void;

function instance(module: WebAssembly.Module, decoded: Decoded) {
  // Import names end in a hash of the build; the rest of the imports serve 16-bit decoding, which is not used.
  const imports: Record<string, (...values: number[]) => number> = {};
  for (const { name } of WebAssembly.Module.imports(module)) {
    imports[name] = (at = 0, length = 0, width = 0, height = 0) => {
      if (!name.startsWith("__wbg_newwithownedu8clampedarray")) throw new Error("the data is invalid");
      decoded(at, length, width, height);
      return 0;
    };
  }
  const wasm = exportsOf(new WebAssembly.Instance(module, { wbg: imports }));
  const put = (bytes: Uint8Array | Uint8ClampedArray) => {
    const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    return at;
  };
  return { wasm, put };
}

function exportsOf({ exports }: WebAssembly.Instance): Exports {
  if (!isPngWasm(exports)) throw new TypeError("this is not the PNG codec of @jsquash/png 3.1.1");
  return exports;
}

function isPngWasm(exports: object): exports is Exports {
  const names = ["memory", "decode", "encode", "__wbindgen_malloc", "__wbindgen_add_to_stack_pointer"];
  return names.every((name) => name in exports);
}
