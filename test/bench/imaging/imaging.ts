import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  buildLayerSet,
  decodeImage,
  encodePng,
  exportLayerSet,
  layerPng,
  type Pixels,
  type ProviderResult,
  recompose,
} from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { type Layer, writePsdUint8Array } from "ag-psd";
import { photograph, sixResults } from "./scene.ts";

const [width, height] = [4000, 3000];
const rounds = 5;

/** Most time our pipeline may take, as a multiple of the codecs' and the PSD writer's own. */
const allowed = 1.5;

const about = {
  source: { name: "bench.png" },
  provider: { id: "bench", name: "Bench" },
  task: { kind: "split" as const },
  jobs: [],
};

/**
 * Compares the whole way from a service's six results to PNG files, a PSD and a manifest with the calls that any such
 * program makes: decoding the results, encoding the same pictures, writing the same PSD. Both take turns, each going
 * first every other round, so that what else the machine does falls on both; the median round counts. The CPU time of
 * this thread, which other programs do not lengthen, stands beside the clock's; neither may be over the limit.
 *
 * @returns what went past its limit, in words
 */
export async function benchImaging(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const source = photograph(width, height);
  const results = await sixResults(source);
  // First, while this process is small: a child's peak begins with what its parent holds when it is started.
  const peak = await peakOf(source, results);
  const bare = await bareCalls(source, results);
  const ours = () => pipeline(source, results);
  const pairs: { ours: Times; bare: Times }[] = [];
  await bare(); // compiles what both call
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await timed(ours) : undefined;
    const theirs = await timed(bare);
    pairs.push({ ours: first ?? (await timed(ours)), bare: theirs });
  }
  const raw = source.data.byteLength;
  print(`12 megapixels, six layers, to PNG files, PSD and manifest (median of ${rounds} rounds):`);
  print("| time | whole pipeline | bare codec and PSD calls | ratio | limit |");
  print("| --- | ---: | ---: | ---: | ---: |");
  const failures: string[] = [];
  for (const [name, time] of [
    ["clock", "wall"],
    ["CPU", "cpu"],
  ] as const) {
    const ratio = median(pairs.map((pair) => pair.ours[time] / pair.bare[time]));
    const all = (who: "ours" | "bare") => seconds(median(pairs.map((pair) => pair[who][time])));
    print(`| ${name} | ${all("ours")} | ${all("bare")} | ${ratio.toFixed(2)} | ${allowed.toFixed(2)} |`);
    if (ratio > allowed)
      failures.push(
        `imaging takes ${ratio.toFixed(2)} times the bare codec and PSD calls (${name}), limit ${allowed}`,
      );
  }
  print(`A process that does this holds at most ${megabytes(peak)}, Node itself included:`);
  print(`${(peak / raw).toFixed(1)} times the source's raw ${megabytes(raw)}.`);
  return failures;
}

/** In milliseconds. */
interface Times {
  readonly wall: number;
  readonly cpu: number;
}

async function pipeline(source: Pixels, results: readonly ProviderResult[]): Promise<void> {
  const set = await buildLayerSet(source, results);
  for await (const { bytes } of exportLayerSet(set, about))
    if (bytes.length === 0) throw new Error("empty file");
}

/** The least that gives the same files: no alignment, no edges, no order, no proof. Pixels are at hand. */
async function bareCalls(source: Pixels, results: readonly ProviderResult[]): Promise<() => Promise<void>> {
  const set = await buildLayerSet(source, results);
  const pictures: Pixels[] = [];
  for await (const { path, bytes } of exportLayerSet(set, about)) {
    if (path.endsWith(".png")) pictures.push(await decodeImage(bytes));
  }
  const parts = set.remainder ? [set.remainder, ...set.layers] : set.layers;
  const children: Layer[] = [];
  for (const layer of parts) {
    const imageData = await decodeImage(await layerPng(layer));
    children.push({ name: layer.name, left: layer.bounds.x, top: layer.bounds.y, imageData });
  }
  const document = { width, height, children, imageData: recompose(parts, width, height) };
  return async () => {
    for (const { bytes } of results) await decodeImage(bytes);
    for (const picture of pictures) await encodePng(picture);
    writePsdUint8Array(document, { noBackground: true });
  };
}

/** Runs the pipeline in a process of its own, which says how much memory it held at most. */
async function peakOf(source: Pixels, results: readonly ProviderResult[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "stratify-bench-"));
  try {
    await writeFile(join(folder, "source.png"), await encodePng(source));
    for (const { name, bytes } of results) await writeFile(join(folder, `${name}.layer.png`), bytes);
    const program = fileURLToPath(new URL("peak-memory.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program, folder]);
    return Number(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<Times> {
  const [began, used] = [performance.now(), process.threadCpuUsage()];
  await work();
  const { user, system } = process.threadCpuUsage(used);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
