import type { Mask, Pixels } from "@stratify/imaging";
import type { Composite } from "./compose.ts";
import type { Cutter } from "./cutter.ts";
import { haloOf } from "./halo.ts";
import { edgeError, overlap } from "./score.ts";

/** Least mean overlap with the truth over the set held out, and over each of its categories. */
const least = { mean: 0.94, category: 0.85 };

/** What was made of one image. */
export interface Row {
  readonly name: string;
  readonly category: string;
  readonly engine: number;
  readonly net: number;
  readonly grabCut: number;
  readonly edge: number;
  /** Missing where the true colours are not known, or too much of the subject is missed to judge them. */
  readonly halo: number | undefined;
}

/** An image with its subject; the true colours where they are known. */
export type Known = Pick<Composite, "name" | "category" | "image" | "truth"> & { readonly subject?: Pixels };

/** Has the engine, the net alone and plain GrabCut cut an image. */
export async function compare(cutter: Cutter, known: Known): Promise<Row> {
  const { name, category, image, truth } = known;
  const { mask } = await cutter.cut("engine", image);
  const engine = overlap(mask, truth);
  return {
    name,
    category,
    engine,
    net: overlap((await cutter.cut("net", image)).mask, truth),
    grabCut: overlap((await cutter.cut("grabcut", image)).mask, truth),
    edge: edgeError(mask, truth),
    halo: engine > 0.9 ? await halo(known, mask) : undefined,
  };
}

async function halo({ image, subject }: Known, mask: Mask): Promise<number | undefined> {
  return subject && image.width * image.height < 1e6 ? haloOf(image, mask, subject) : undefined;
}

/** Prints a set's table, category by category. */
export function printQuality(print: (line: string) => void, set: string, rows: readonly Row[]): void {
  print(`| ${set} | images | overlap, engine (least) | net alone | GrabCut | edge error | halo |`);
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const category of new Set(rows.map((row) => row.category))) {
    printRow(
      print,
      category,
      rows.filter((row) => row.category === category),
    );
  }
  printRow(print, "all", rows);
  print("");
  const low = rows
    .filter(({ engine }) => engine < 0.8)
    .map(({ name, engine }) => `${name} ${engine.toFixed(2)}`);
  if (low.length > 0) print(`Below 0.8: ${low.join(", ")}\n`);
}

/** What of a set went past its limit, in words. */
export function qualityFaults(rows: readonly Row[]): string[] {
  const categories = [...new Set(rows.map((row) => row.category))];
  const means = categories.map((category) => ({
    category,
    mean: mean(rows.filter((row) => row.category === category).map(({ engine }) => engine)),
  }));
  const all = mean(rows.map(({ engine }) => engine));
  return [
    ...(all < least.mean ? [`the engine's mean overlap is ${all.toFixed(3)}`] : []),
    ...means
      .filter((each) => each.mean < least.category)
      .map((each) => `the engine's mean overlap in "${each.category}" is ${each.mean.toFixed(3)}`),
  ];
}

function printRow(print: (line: string) => void, name: string, rows: readonly Row[]): void {
  const engine = rows.map((row) => row.engine);
  const halos = rows.flatMap((row) => row.halo ?? []);
  const cells = [
    name,
    rows.length,
    `${mean(engine).toFixed(3)} (${Math.min(...engine).toFixed(3)})`,
    mean(rows.map((row) => row.net)).toFixed(3),
    mean(rows.map((row) => row.grabCut)).toFixed(3),
    mean(rows.map((row) => row.edge)).toFixed(3),
    halos.length > 0 ? mean(halos).toFixed(1) : "",
  ];
  print(`| ${cells.join(" | ")} |`);
}

/** The mean, 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
