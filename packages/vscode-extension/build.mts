import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "@stratify/local-engine/bundle";
import { type BuildOptions, build } from "esbuild";
import { vscodeApi } from "./vscode-api.mts";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");

/** Both extension hosts load CommonJS and know the module `vscode`. */
const shared: BuildOptions = {
  bundle: true,
  format: "cjs",
  target: "es2023",
  plugins: [vscodeApi],
  legalComments: "none",
  logLevel: "warning",
};

/** The entry that an extension host loads at the start, and the bundles that it loads at first use. */
function scripts(platform: "node" | "web", production: boolean): readonly BuildOptions[] {
  const options: BuildOptions = {
    ...shared,
    platform: platform === "node" ? "node" : "browser",
    // Packages that look for files beside themselves do not find them in a bundle; their loaders are given instead.
    define: { "import.meta.url": JSON.stringify("file:///bundled.js") },
    minify: production,
    sourcemap: production ? false : "linked",
  };
  const at = (name: string) => join(dist, platform, `${name}.js`);
  return [
    { ...options, entryPoints: [join(here, "src/entry", `${platform}.ts`)], outfile: at("extension") },
    { ...options, entryPoints: [join(here, "src/app.ts")], outfile: at("app") },
    { ...options, entryPoints: [join(here, "src/work", `${platform}.ts`)], outfile: at("work") },
    { ...options, entryPoints: [join(here, "src/entry/preview.ts")], outfile: at("preview") },
    { ...options, entryPoints: [join(here, "src/entry/tools.ts")], outfile: at("tools") },
  ];
}

/** The preview's page. */
function page(production: boolean): BuildOptions {
  const folder = join(here, "src/preview/webview");
  return {
    ...shared,
    platform: "browser",
    format: "iife",
    entryPoints: [join(folder, "main.ts"), join(folder, "main.css")],
    outdir: join(dist, "preview"),
    minify: production,
  };
}

/** The worker's script for each host. What it loads is the same, and is kept once. */
async function workers(): Promise<void> {
  for (const [folder, platform] of [
    ["node", "node"],
    ["web", "browser"],
  ] as const) {
    const outdir = join(dist, folder);
    await bundleWorker({ outdir, platform });
    for (const file of await readdir(outdir)) {
      if (!file.endsWith(".js")) await rename(join(outdir, file), join(dist, file));
    }
  }
}

/** Everything that the extension loads, in `dist`. */
export async function buildExtension(production: boolean): Promise<void> {
  for (const folder of ["node", "web", "preview"])
    await rm(join(dist, folder), { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const hosts = (["node", "web"] as const).flatMap((host) => scripts(host, production));
  await Promise.all([...[...hosts, page(production)].map(build), workers()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildExtension(process.argv.includes("--production"));
}
