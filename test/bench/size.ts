import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { services } from "../../packages/core/src/services.ts";

/**
 * Most bytes, minified and gzipped: of what every program bundles, of one service, and of core with four services. Each
 * further service may add as much as one may have.
 */
const limits = { base: 25_000, service: 1_800, four: 29_000 };

const src = fileURLToPath(new URL("../../packages/core/src/", import.meta.url));

/** Everything of the package but its services, with what they share: schemas, calls, options. */
const base = [
  'export * from "./index.ts";',
  'export { callJson } from "./http/call-json.ts";',
  'export { putBytes } from "./http/put-bytes.ts";',
  'export { readOptions, keyOption, urlOption } from "./http/service-options.ts";',
  'export { askAboutNobody } from "./http/ask-about-nobody.ts";',
  'export { fastapiDetail, detailWords } from "./http/fastapi-detail.ts";',
  'export { toDataUri } from "./http/data-uri.ts";',
  'export { jobState } from "./http/job-state.ts";',
  'export { imagePart, imageName } from "./http/image-part.ts";',
  'export { providerOf } from "./http/provider-of.ts";',
  'export { outputAt } from "./http/output-at.ts";',
  'export { wordOf } from "./http/word-of.ts";',
  'export { unsupportedRequest } from "./http/unsupported-request.ts";',
];

async function sizeOf(services: readonly string[]): Promise<number> {
  const lines = services.map((id) => `export { service as ${id} } from "./providers/${id}/service.ts";`);
  const { outputFiles } = await build({
    stdin: { contents: [...base, ...lines].join("\n"), resolveDir: src, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error("esbuild wrote no bundle");
  return gzipSync(bundle.contents, { level: 9 }).length;
}

const ids = services.map(({ id }) => id);
const all = await sizeOf(ids);
const rows: [what: string, size: number, limit: number][] = [
  ["core without services, with ky and zod", await sizeOf([]), limits.base],
];
for (const id of ids) {
  rows.push([`  ${id} adds`, all - (await sizeOf(ids.filter((other) => other !== id))), limits.service]);
}
rows.push([`core with ${ids.length} services`, all, limits.four + (ids.length - 4) * limits.service]);
for (const [what, size, limit] of rows) {
  console.log(`${what}: ${size} bytes gzipped (at most ${limit})`);
  if (size <= limit) continue;
  console.error(`${what.trim()}: ${size - limit} bytes too many`);
  process.exitCode = 1;
}
