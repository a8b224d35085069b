import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

const here = fileURLToPath(new URL("src/ui", import.meta.url));

/** Most that the UI may weigh, gzipped: what it loads on first use is not in it. */
const mostBytes = 250_000;

/**
 * The UI as Figma takes it: one HTML file that loads nothing.
 *
 * @param production without it the code stays readable
 * @param entry the module that opens the window
 * @throws {Error} when it is heavier than promised
 */
export async function bundleUi(production: boolean, entry = join(here, "main.ts")): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: { code: entry, style: join(here, "style.css") },
    outdir: join(here, "out"),
    write: false,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: production,
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".jpg": "binary" },
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": JSON.stringify(production ? "production" : "development") },
    plugins: [kitStyles],
  });
  // The kit's own styles come beside the code that uses them.
  const textOf = (ending: string) =>
    outputFiles.flatMap(({ path, text }) => (path.endsWith(ending) ? text : [])).join("\n");
  const page = await readFile(join(here, "page.html"), "utf8");
  // By functions, since `$` has a meaning in replacements.
  const html = page
    .replace("/* style */", () => textOf(".css").replaceAll("</style", "<\\/style"))
    .replace("/* script */", () => textOf(".js").replaceAll("</script", "<\\/script"));
  const weight = gzipSync(html).length;
  if (production && weight > mostBytes)
    throw new Error(`The UI weighs ${weight} bytes gzipped, of ${mostBytes} at most.`);
  return html;
}

/** The kit marks styles for its own build tool with a `!`. */
const kitStyles: Plugin = {
  name: "kit-styles",
  setup(build) {
    build.onResolve({ filter: /^!.*\.css$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(1)),
    }));
  },
};
