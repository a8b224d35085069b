import { overlap } from "../../../packages/local-engine/src/subject/overlap.ts";
import { type Composite, compose, type Recipe } from "./compose.ts";
import type { Cutter } from "./cutter.ts";
import { edgeError } from "./score.ts";

/** Least mean overlap with the truth. */
const leastOverlap = 0.9;
/** Most by which any one picture may be worse than what plain GrabCut makes of it. */
const worse = 0.02;

/** What the engine and plain GrabCut made of one picture. */
export interface Row {
  readonly name: string;
  readonly kind: string;
  readonly engine: number;
  readonly plain: number;
  readonly engineEdge: number;
  readonly plainEdge: number;
}

/** Has both cut every composite. */
export async function compareAll(cutter: Cutter, recipes: readonly Recipe[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const recipe of recipes) rows.push(await compare(cutter, compose(recipe)));
  return rows;
}

async function compare(cutter: Cutter, { name, kind, image, truth }: Composite): Promise<Row> {
  const engine = (await cutter.cut("engine", image)).mask;
  const plain = (await cutter.cut("plain small", image)).mask;
  return {
    name,
    kind,
    engine: overlap(engine, truth),
    plain: overlap(plain, truth),
    engineEdge: edgeError(engine, truth),
    plainEdge: edgeError(plain, truth),
  };
}

/** Prints a set's table, kind by kind. */
export function printQuality(print: (line: string) => void, set: string, rows: readonly Row[]): void {
  print(
    `| ${set} | pictures | overlap, engine (least) | GrabCut (least) | edge error, engine | GrabCut | share worse than GrabCut |`,
  );
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const own = rows.filter((row) => row.kind === kind);
    printRow(print, kind, own);
  }
  printRow(print, "all", rows);
  print("");
}

/** What of a set went past its limit, in words. */
export function qualityFaults(rows: readonly Row[]): string[] {
  const average = mean(rows, ({ engine }) => engine);
  const low = average < leastOverlap ? [`the engine's mean overlap is ${average.toFixed(3)}`] : [];
  const behind = rows.filter(isBehind).map(({ name, engine, plain }) => {
    return `on "${name}" the engine's overlap is ${engine.toFixed(3)}, plain GrabCut's ${plain.toFixed(3)}`;
  });
  return [...low, ...behind];
}

function isBehind({ engine, plain }: Row): boolean {
  return engine < plain - worse;
}

function printRow(print: (line: string) => void, kind: string, rows: readonly Row[]): void {
  const both = (of: (row: Row) => number) =>
    `${mean(rows, of).toFixed(3)} (${Math.min(...rows.map(of)).toFixed(3)})`;
  const cells = [
    kind,
    rows.length,
    both(({ engine }) => engine),
    both(({ plain }) => plain),
    mean(rows, ({ engineEdge }) => engineEdge).toFixed(3),
    mean(rows, ({ plainEdge }) => plainEdge).toFixed(3),
    (rows.filter(isBehind).length / rows.length).toFixed(2),
  ];
  print(`| ${cells.join(" | ")} |`);
}

function mean(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}
