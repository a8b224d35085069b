import { type KnownFile, otherVersion, type Patch, patched } from "./patch-text.ts";

const version = "1.30.0";
const api: KnownFile = { name: "ort.wasm.min.mjs", version };
const glue: KnownFile = { name: "ort-wasm-simd-threaded.mjs", version };

/** The API would import its glue from an address; a classic script has no addresses, so it holds the glue itself. */
const apiPatches: readonly Patch[] = [
  {
    from: "async(e,t,n,o)=>{let r=Xt&&!(e||t);",
    to: "return[a?u:void 0,await Nn(u)]}}",
    by: "async()=>[void 0,startGlue]",
  },
  { from: "async e=>(await import(", to: ")).default", by: "void 0" },
];

const gluePatches: readonly Patch[] = [
  // Works in CommonJS, in modules and in a Blob's script alike.
  {
    from: "const {createRequire:a}=",
    to: 'ba=require("worker_threads");',
    by: 'var require=name=>process.getBuiltinModule(name),ba=require("worker_threads");',
  },
  { from: "ea=import.meta.url", to: ",", by: 'ea="",' },
  // The code is handed in; there is no file beside the script that could be loaded.
  {
    from: '(new URL("ort-wasm-simd-threaded.wasm",',
    to: "import.meta.url)).href",
    by: '"ort-wasm-simd-threaded.wasm"',
  },
  // Its own file would be started as a thread; the worker's script starts itself instead.
  { from: "new Worker(new URL(import.meta.url),", to: "})", by: "takeThread()" },
  { from: "var isPthread=", to: "isPthread&&ortWasmThreaded();", by: "" },
];

/** @param file text of `ort.wasm.min.mjs`; @returns a module that imports the glue and nothing else */
export function patchOnnxApi(file: string): string {
  const text = apiPatches.reduce((all, patch) => patched(api, all, patch), file);
  return `import startGlue from "onnxruntime-web/ort-wasm-simd-threaded.mjs";${checked(api, text)}`;
}

/**
 * @param file text of `ort-wasm-simd-threaded.mjs`
 * @param threads the module that gives the glue its threads, by its `takeThread`
 * @returns a module that imports that and nothing else, and starts nothing when it is loaded
 */
export function patchOnnxGlue(file: string, threads: string): string {
  const text = gluePatches.reduce((all, patch) => patched(glue, all, patch), file);
  if (text.includes("import.meta")) throw otherVersion(glue, "asks for its address in a place not known");
  return `import { takeThread } from ${JSON.stringify(threads)};${checked(glue, text)}`;
}

/** Neither imports as it runs nor compiles text. */
function checked(file: KnownFile, text: string): string {
  if (/\bimport\(/.test(text)) throw otherVersion(file, "imports in a place not known");
  if (/new Function|\bFunction\(|\beval\(/.test(text))
    throw otherVersion(file, "compiles text in a place not known");
  return text;
}
