import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const program = fileURLToPath(new URL("upload-process.ts", import.meta.url));
const rounds = 5;

/** What one upload took: milliseconds, and bytes of memory at its peak. */
interface Upload {
  readonly ms: number;
  readonly peak: number;
}

/**
 * Compares an upload of 40 MB by core with one by bare fetch and one by ky as it comes, and prints what ky adds to a
 * bundle. The decision in `docs/decisions/0001-transport.md` rests on it.
 *
 * @returns what went past its limit, in words
 */
export async function benchTransport(print: (line: string) => void): Promise<readonly string[]> {
  print(`ky adds ${await sizeOf('import ky from "ky"; console.log(ky);')} bytes gzipped to a bundle.\n`);
  print("| upload of 40 MB | median time | peak memory, median |");
  print("| --- | ---: | ---: |");
  const peaks = new Map<string, number>();
  for (const way of ["fetch", "core", "ky alone"]) {
    const uploads: Upload[] = [];
    for (let round = 0; round < rounds; round++) uploads.push(await uploadBy(way));
    const ms = median(uploads.map(({ ms }) => ms));
    const peak = median(uploads.map(({ peak }) => peak));
    peaks.set(way, peak);
    print(`| ${way} | ${ms.toFixed(0)} ms | ${(peak / 1e6).toFixed(0)} MB |`);
  }
  const times = (peaks.get("core") ?? 0) / (peaks.get("fetch") ?? 1);
  return times > 1.25 ? [`an upload by core takes ${times.toFixed(2)} times the memory of bare fetch`] : [];
}

async function uploadBy(way: string): Promise<Upload> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program, way]);
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function sizeOf(contents: string): Promise<number> {
  const resolveDir = fileURLToPath(new URL("../../../packages/core/src/", import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
