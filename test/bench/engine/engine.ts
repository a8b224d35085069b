import { useNodeCodecs } from "@stratify/imaging/node";
import { type Composite, compose } from "./compose.ts";
import { Cutter } from "./cutter.ts";
import { measureLarge } from "./measure-large.ts";
import { readPhotos } from "./photos.ts";
import { scenes } from "./scenes.ts";
import { edgeError, overlap } from "./score.ts";

/** Least mean overlap with the truth. */
const leastOverlap = 0.9;
/** Most by which any one picture may be worse than what plain GrabCut makes of it. */
const worse = 0.02;
/** Least advantage in time at two megapixels. */
const leastSpeed = 3;
/** Most memory of a process that works on twelve megapixels, in bytes. */
const mostMemory = 2 ** 30;
/** Longest that a caller's thread may be held up, in milliseconds. */
const mostBlocked = 50;

/**
 * Measures the engine's subject on a drawn set whose alpha is known, beside plain OpenCV GrabCut (a rectangle 5 %
 * inside the border, five rounds), in one and the same worker. Quality is compared at the engine's working size,
 * GrabCut's mask being scaled up; time on a two-megapixel picture that GrabCut cuts at its full size. Overlap is
 * intersection over union of what has at least half alpha; edge error the mean absolute difference of alpha within 6
 * pixels of the true edge.
 *
 * @returns what went past its limit, in words
 */
export async function benchEngine(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const recipes = scenes(await readPhotos());
  const cutter = new Cutter();
  try {
    const rows: Row[] = [];
    for (const recipe of recipes) rows.push(await compare(cutter, compose(recipe)));
    const large = recipes.flatMap((recipe) =>
      fastSet.includes(recipe.name) ? [compose({ ...recipe, scale: 3.4 })] : [],
    );
    return [...quality(print, rows), ...(await speed(print, cutter, large)), ...(await memory(print))];
  } finally {
    await cutter.close();
  }
}

const fastSet: readonly string[] = ["plain 1", "texture 1", "photo 4"];

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly engine: number;
  readonly plain: number;
  readonly engineEdge: number;
  readonly plainEdge: number;
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

function quality(print: (line: string) => void, rows: readonly Row[]): string[] {
  print("| kind | pictures | overlap, engine (least) | GrabCut (least) | edge error, engine | GrabCut |");
  print("| --- | ---: | ---: | ---: | ---: | ---: |");
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  for (const kind of kinds)
    printRow(
      print,
      kind,
      rows.filter((row) => row.kind === kind),
    );
  printRow(print, "all", rows);
  const average = mean(rows, ({ engine }) => engine);
  const low = average < leastOverlap ? [`the engine's mean overlap is ${average.toFixed(3)}`] : [];
  const behind = rows.filter(({ engine, plain }) => engine < plain - worse);
  return [
    ...low,
    ...behind.map(({ name, engine, plain }) => {
      return `on "${name}" the engine's overlap is ${engine.toFixed(3)}, plain GrabCut's ${plain.toFixed(3)}`;
    }),
  ];
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
  ];
  print(`| ${cells.join(" | ")} |`);
}

async function speed(
  print: (line: string) => void,
  cutter: Cutter,
  pictures: readonly Composite[],
): Promise<string[]> {
  print(
    "| picture | megapixels | engine, ms a megapixel | GrabCut at full size, ms a megapixel | times as fast |",
  );
  print("| --- | ---: | ---: | ---: | ---: |");
  const over: string[] = [];
  for (const { name, image } of pictures) {
    const megapixels = (image.width * image.height) / 1e6;
    const engine = (await cutter.cut("engine", image)).took;
    const plain = (await cutter.cut("plain full", image)).took;
    const cells = [
      name,
      megapixels.toFixed(2),
      (engine / megapixels).toFixed(0),
      (plain / megapixels).toFixed(0),
    ];
    print(`| ${[...cells, (plain / engine).toFixed(1)].join(" | ")} |`);
    if (plain < leastSpeed * engine)
      over.push(`on "${name}" the engine is ${(plain / engine).toFixed(1)} times as fast`);
  }
  return over;
}

async function memory(print: (line: string) => void): Promise<string[]> {
  const { peak, blocked } = await measureLarge();
  print(
    `subject() and background() of 12 megapixels: ${(peak / 2 ** 20).toFixed(0)} MB at most in the whole process`,
  );
  print(`the caller's thread was held up for ${blocked.toFixed(0)} ms at most`);
  return [
    ...(peak > mostMemory ? [`12 megapixels take ${(peak / 2 ** 20).toFixed(0)} MB`] : []),
    ...(blocked > mostBlocked
      ? [`the engine holds its caller's thread up for ${blocked.toFixed(0)} ms`]
      : []),
  ];
}

function mean(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}
