import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Most bytes the whole core with its four providers may come to, minified and gzipped. */
const budget = 20_000;

const entry = fileURLToPath(new URL("../../packages/core/src/index.ts", import.meta.url));
const { outputFiles } = await build({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  write: false,
});
const [bundle] = outputFiles;
if (!bundle) throw new Error("esbuild wrote no bundle");
const size = gzipSync(bundle.contents, { level: 9 }).length;
console.log(
  `core with four providers: ${bundle.contents.length} bytes minified, ${size} gzipped (budget ${budget})`,
);
if (size > budget) {
  console.error(`core is ${size - budget} bytes over its budget`);
  process.exitCode = 1;
}
