import type { Pixels } from "../pixels/pixels.ts";

/** Lossless and exact, colours under alpha 0 included. */
export interface PngCodec {
  decode(bytes: Uint8Array): Pixels;
  /** @param draw writes the RGBA of the picture where it is encoded from, over zeros */
  encode(size: Size, draw: (data: Uint8ClampedArray) => void): Uint8Array<ArrayBuffer>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What `squoosh_png_bg.wasm` of @jsquash/png 3.1.1 exports and this file uses. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  __wbindgen_malloc(bytes: number, alignment: number): number;
  __wbindgen_free(at: number, bytes: number, alignment: number): void;
  __wbindgen_add_to_stack_pointer(bytes: number): number;
  decode(at: number, length: number): number;
  encode(answer: number, at: number, length: number, width: number, height: number, depth: number): void;
}

/**
 * PNG through the WebAssembly of @jsquash/png, without its JavaScript. That keeps one instance for the life of the
 * process, which a damaged picture wears out (some 600 of them end in "memory access out of bounds" for good) and
 * whose memory never shrinks, and it leaves a global `ImageData` behind in Node. Here an instance that failed is not
 * used again, and one that did not only until memory is wanted: memory that was touched before saves a fourth of the
 * time, but a process need not hold it.
 */
export function pngCodec(module: WebAssembly.Module): PngCodec {
  let idle: WeakRef<Instance> | undefined;
  function use<Out>(work: (instance: Instance) => Out): Out {
    const instance = idle?.deref() ?? instantiate(module);
    idle = undefined;
    const out = work(instance);
    idle = new WeakRef(instance);
    return out;
  }
  return {
    decode: (bytes) =>
      use((instance) => {
        const { wasm } = instance;
        const at = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
        new Uint8Array(wasm.memory.buffer).set(bytes, at);
        wasm.decode(at, bytes.length);
        const pixels = instance.decoded;
        if (!pixels) throw new Error("no pixels came out");
        instance.decoded = undefined;
        return pixels;
      }),
    encode: ({ width, height }, draw) =>
      use(({ wasm }) => {
        const bytes = 4 * width * height;
        const from = wasm.__wbindgen_malloc(bytes, 1) >>> 0;
        draw(new Uint8ClampedArray(wasm.memory.buffer, from, bytes).fill(0));
        const answer = wasm.__wbindgen_add_to_stack_pointer(-16);
        wasm.encode(answer, from, bytes, width, height, 8);
        const [at = 0, length = 0] = new Uint32Array(wasm.memory.buffer, answer, 2);
        const file = new Uint8Array(wasm.memory.buffer, at, length).slice();
        wasm.__wbindgen_free(at, length, 1);
        wasm.__wbindgen_add_to_stack_pointer(16);
        return file;
      }),
  };
}

interface Instance {
  readonly wasm: Exports;
  /** What the last `decode` gave. */
  decoded: Pixels | undefined;
}

function instantiate(module: WebAssembly.Module): Instance {
  // Import names end in a hash of the build; the rest of the imports serve 16-bit decoding, which is not used.
  const imports: Record<string, (...values: number[]) => number> = {};
  for (const { name } of WebAssembly.Module.imports(module)) {
    imports[name] = (at = 0, length = 0, width = 0, height = 0) => {
      if (!name.startsWith("__wbg_newwithownedu8clampedarray")) throw new Error("the data is invalid");
      const data = new Uint8ClampedArray(wasm.memory.buffer, at >>> 0, length).slice();
      wasm.__wbindgen_free(at, length, 1);
      instance.decoded = { width, height, data };
      return 0;
    };
  }
  const wasm = exportsOf(new WebAssembly.Instance(module, { wbg: imports }));
  const instance: Instance = { wasm, decoded: undefined };
  return instance;
}

function exportsOf({ exports }: WebAssembly.Instance): Exports {
  if (!isPngWasm(exports)) throw new TypeError("this is not the PNG codec of @jsquash/png 3.1.1");
  return exports;
}

function isPngWasm(exports: object): exports is Exports {
  const own = ["malloc", "free", "add_to_stack_pointer"].map((name) => `__wbindgen_${name}`);
  const names = ["memory", "decode", "encode", ...own];
  return names.every((name) => name in exports);
}
