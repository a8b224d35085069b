import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadWasm } from "@stratify/imaging/node";
import { build, type Plugin } from "esbuild";
import { checkWeights, weights } from "../model/weights.ts";
import { weightsPath } from "../model/weights-path.ts";
import { patchOnnxApi, patchOnnxGlue } from "./patch-onnx.ts";
import { patchOpenCv } from "./patch-open-cv.ts";

const require = createRequire(import.meta.url);
const onnxApi = "onnxruntime-web/wasm";
const onnxGlue = "onnxruntime-web/ort-wasm-simd-threaded.mjs";

/** Where a worker's script is to run, and where it is written. */
export interface BundleOptions {
  /** Made when it is not there. */
  readonly outdir: string;
  /** `node` for worker threads of Node 20.19 or later, `browser` for pages, and for VS Code on the web. */
  readonly platform: "node" | "browser";
}

/** What `bundleWorker` calls the licences of what others have made, among its files. */
export const noticesFile = "THIRD-PARTY.txt";

/**
 * Writes the script that engines and layer makers work in, and what it loads on first use, for a host to ship:
 * `pixel-worker.js`, `png.wasm`, `jpeg-decode.wasm`, `webp-decode.wasm`, `opencv.wasm`, `onnx.wasm` and `u2netp.onnx`.
 * The licences are beside them, in `THIRD-PARTY.txt`, and belong into what is shipped.
 *
 * The script is one classic script without imports, which also runs from a Blob's address. It reads nothing: the
 * host's `loadAsset` gives it the others by name, wherever they are kept. It needs `'wasm-unsafe-eval'` of a security
 * policy, and no `'unsafe-eval'`. `esbuild` must be installed.
 *
 * @throws {Error} when a file is not of the version that the engine knows, the model's weights included
 */
export async function bundleWorker({ outdir, platform }: BundleOptions): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const openCv = patchOpenCv(await readFile(require.resolve("@techstark/opencv-js"), "utf8"));
  // Run from source, the entry is TypeScript; built, it is JavaScript.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const entry = fileURLToPath(new URL(`../worker/bundled-${platform}${ending}`, import.meta.url));
  const threads = fileURLToPath(new URL(`../worker/compute-threads${ending}`, import.meta.url));
  // The one that comes without the glue; the package lets nobody ask for it by name.
  const apiModule = join(dirname(require.resolve(onnxApi)), "ort.wasm.min.mjs");
  const model = new Uint8Array(await readFile(weightsPath()));
  checkWeights(model);
  await build({
    entryPoints: { "pixel-worker": entry },
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    platform,
    target: "es2022",
    plugins: [
      replaced("@techstark/opencv-js", openCv.glue),
      replaced(onnxApi, patchOnnxApi(await readFile(apiModule, "utf8"))),
      replaced(onnxGlue, patchOnnxGlue(await readFile(require.resolve(onnxGlue), "utf8"), threads)),
    ],
    // Asked for by code that only ever runs in Node's main thread.
    external: ["fs", "path", "crypto"],
    // Glue of codecs and of ONNX Runtime gives itself another address where there is none.
    logOverride: { "empty-import-meta": "silent" },
  });
  await writeFile(join(outdir, "opencv.wasm"), openCv.wasm);
  await copyFile(require.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"), join(outdir, "onnx.wasm"));
  await writeFile(join(outdir, weights.file), model);
  await copyFile(fileURLToPath(new URL(`../../${noticesFile}`, import.meta.url)), join(outdir, noticesFile));
  for (const file of ["png", "jpeg-decode", "webp-decode"] as const) {
    await writeFile(join(outdir, `${file}.wasm`), await loadWasm(file));
  }
}

/** Has other text stand for a module of a package. */
function replaced(name: string, contents: string): Plugin {
  const [path, namespace] = [require.resolve(name), `patched ${name}`];
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^(@techstark|onnxruntime-web)\// }, (asked) =>
        asked.path === name ? { path, namespace } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace }, () => ({
        contents,
        loader: "js",
        resolveDir: dirname(path),
      }));
    },
  };
}
