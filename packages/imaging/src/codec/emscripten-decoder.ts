import type { Pixels } from "../pixels/pixels.ts";

/** A codec's glue: fills the object that it is given, at once when `instantiateWasm` answers at once. */
export type EmscriptenFactory = (module: EmscriptenModule) => unknown;

interface EmscriptenModule {
  noInitialRun: boolean;
  print(line: string): void;
  printErr(line: string): void;
  locateFile(file: string): string;
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): unknown;
  /** Put there by the glue, which insists on the exact number of arguments. */
  decode?(bytes: Uint8Array, ...options: readonly boolean[]): Pixels | null;
}

/**
 * Decodes with one of the Emscripten codecs of @jsquash. Each call has its own instance, because memory of an
 * instance never shrinks and a damaged picture ends it. In Node the glue sets a global `ImageData`, by which other
 * code may take the process for a browser: everything happens in one synchronous stretch, and then it is gone.
 *
 * @param options what the codec's `decode` takes besides the bytes
 */
export function emscriptenDecoder(
  factory: EmscriptenFactory,
  wasm: WebAssembly.Module,
  ...options: readonly boolean[]
): (bytes: Uint8Array) => Pixels {
  return (bytes) => {
    const complaints: string[] = [];
    const module: EmscriptenModule = {
      noInitialRun: true,
      print: () => {},
      printErr: (line) => complaints.push(line),
      // Else the glue makes an address of its script's own, and a script from a Blob has none to make others of.
      locateFile: (file) => file,
      instantiateWasm(imports, done) {
        const instance = new WebAssembly.Instance(wasm, imports);
        done(instance);
        return instance.exports;
      },
    };
    const hadImageData = "ImageData" in globalThis;
    try {
      factory(module);
      const decoded = module.decode?.(bytes, ...options);
      // Other complaints, such as stray bytes between segments, are common and leave the picture whole.
      if (!decoded || complaints.some((line) => /premature end/i.test(line)))
        throw new Error("no whole picture");
      return { width: decoded.width, height: decoded.height, data: decoded.data };
    } catch (error) {
      throw new Error(complaints[0] ?? (error instanceof Error ? error.message : "the data is invalid"));
    } finally {
      if (!hadImageData) Reflect.deleteProperty(globalThis, "ImageData");
    }
  };
}
