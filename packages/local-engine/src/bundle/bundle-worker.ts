import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadWasm } from "@stratify/imaging/node";
import { build, type Plugin } from "esbuild";
import { patchOpenCv } from "./patch-open-cv.ts";

const require = createRequire(import.meta.url);

/** Where a worker's script is to run, and where it is written. */
export interface BundleOptions {
  /** Made when it is not there. */
  readonly outdir: string;
  /** `node` for worker threads of Node 20.19 or later, `browser` for pages, and for VS Code on the web. */
  readonly platform: "node" | "browser";
}

/**
 * Writes the script that engines and layer makers work in, and what it loads on first use, for a host to ship:
 * `pixel-worker.js`, `png.wasm`, `jpeg-decode.wasm`, `webp-decode.wasm` and `opencv.wasm`.
 *
 * The script is one classic script without imports, which also runs from a Blob's address. It reads nothing: the
 * host's `loadWasm` gives it the others by name, wherever they are kept. It needs `'wasm-unsafe-eval'` of a security
 * policy, and no `'unsafe-eval'`. `esbuild` must be installed.
 */
export async function bundleWorker({ outdir, platform }: BundleOptions): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const openCv = patchOpenCv(await readFile(require.resolve("@techstark/opencv-js"), "utf8"));
  // Run from source, the entry is TypeScript; built, it is JavaScript.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const entry = fileURLToPath(new URL(`../worker/bundled-${platform}${ending}`, import.meta.url));
  await build({
    entryPoints: { "pixel-worker": entry },
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    platform,
    target: "es2022",
    plugins: [openCvGlue(openCv.glue)],
    // Asked for by code that only ever runs in Node's main thread.
    external: ["fs", "path", "crypto"],
    // The codecs' glue gives itself another address where there is none.
    logOverride: { "empty-import-meta": "silent" },
  });
  await writeFile(join(outdir, "opencv.wasm"), openCv.wasm);
  for (const file of ["png", "jpeg-decode", "webp-decode"] as const) {
    await writeFile(join(outdir, `${file}.wasm`), await loadWasm(file));
  }
}

function openCvGlue(contents: string): Plugin {
  return {
    name: "opencv-glue",
    setup(build) {
      const path = require.resolve("@techstark/opencv-js");
      build.onResolve({ filter: /^@techstark\/opencv-js$/ }, () => ({ path, namespace: "opencv-glue" }));
      build.onLoad({ filter: /.*/, namespace: "opencv-glue" }, () => ({ contents, loader: "js" }));
    },
  };
}
