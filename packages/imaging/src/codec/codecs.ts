import { ImagingError } from "../imaging-error.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { type EmscriptenFactory, emscriptenDecoder } from "./emscripten-decoder.ts";
import { type PngCodec, pngCodec } from "./png-codec.ts";

/** The WebAssembly files that decoding and encoding need, each asked for on first use. */
export type WasmFile = "png" | "jpeg-decode" | "webp-decode";

/** Gives a codec's WebAssembly, compiled or as bytes, from wherever the platform keeps it. */
export type LoadWasm = (file: WasmFile) => Promise<WebAssembly.Module | BufferSource>;

interface Codecs {
  readonly png: PngCodec;
  readonly "jpeg-decode": (bytes: Uint8Array) => Pixels;
  readonly "webp-decode": (bytes: Uint8Array) => Pixels;
}

let loadWasm: LoadWasm | undefined;
let loaded: { [File in WasmFile]?: Promise<Codecs[File]> } = {};

/**
 * Says where this process finds the codecs. Call it once, before the first picture; nothing is loaded until then.
 * Node hands in `loadWasm` of `@stratify/imaging/node`; a bundled host its own files `squoosh_png_bg.wasm`,
 * `mozjpeg_dec.wasm` and `webp_dec.wasm` of the `@jsquash` packages.
 *
 * @param load called at most once a file, unless it fails
 */
export function setCodecs(load: LoadWasm): void {
  loadWasm = load;
  loaded = {};
}

/** The codec that a file holds, loaded on first use. A failed load is tried again by the next call. */
export function codec<File extends WasmFile>(file: File): Promise<Codecs[File]> {
  const known: Promise<Codecs[File]> | undefined = loaded[file];
  if (known) return known;
  const fresh = start[file]();
  const slots: { [Name in File]?: Promise<Codecs[File]> } = loaded;
  slots[file] = fresh;
  fresh.catch(() => {
    if (slots[file] === fresh) delete slots[file];
  });
  return fresh;
}

const start: { readonly [File in WasmFile]: () => Promise<Codecs[File]> } = {
  png: async () => pngCodec(await compiled("png")),
  "jpeg-decode": async () => {
    const glue = await import("@jsquash/jpeg/codec/dec/mozjpeg_dec.js");
    const turned = false; // by `orient`, which turns the other formats too
    return emscriptenDecoder(glue.default as EmscriptenFactory, await compiled("jpeg-decode"), turned);
  },
  "webp-decode": async () => {
    const glue = await import("@jsquash/webp/codec/dec/webp_dec.js");
    return emscriptenDecoder(glue.default as EmscriptenFactory, await compiled("webp-decode"));
  },
};

async function compiled(file: WasmFile): Promise<WebAssembly.Module> {
  if (!loadWasm) {
    throw new ImagingError("no-codecs", "no codecs are set: call setCodecs before the first picture is read");
  }
  const source = await loadWasm(file);
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source);
}
