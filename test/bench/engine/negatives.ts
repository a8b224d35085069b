import { readFile } from "node:fs/promises";
import { decodeImage, type Pixels } from "@stratify/imaging";
import { blot, weave } from "./held-out-paints.ts";
import { painted } from "./lay-ground.ts";
import { grain } from "./noise.ts";
import { checker, flat, gradient, grainy, mottled, type Paint, stripes, wood } from "./paints.ts";

const folder = new URL("material/textures/", import.meta.url);
const textures = [
  "bark",
  "board",
  "brick",
  "calm-sea",
  "evening",
  "grass",
  "gravel",
  "lawn",
  "overcast",
  "page",
  "water",
];

const noise = (strength: number, seed: number): Paint => {
  const [red, green, blue] = [grain(seed), grain(seed + 1), grain(seed + 2)];
  return (x, y) => [128 + strength * red(x, y), 128 + strength * green(x, y), 128 + strength * blue(x, y)];
};

/** Lines of words: what a page looks like from afar. */
const lines = (ink: number, paper: number): Paint => {
  const letters = grain(31);
  return (x, y) => {
    const [row, column] = [Math.floor(y / 14), Math.floor(x / 5)];
    const inLine = y % 14 > 4 && y % 14 < 12 && x > 40 && x < 440 && row > 1 && row < 23;
    const tone =
      inLine && letters(column, row) > -0.35 && letters(Math.floor(x / 2), Math.floor(y / 2)) > -0.2
        ? ink
        : paper;
    return [tone, tone, tone];
  };
};

const drawn: readonly (readonly [string, Paint])[] = [
  ["flat white", flat([255, 255, 255])],
  ["flat grey", flat([128, 128, 128])],
  ["flat green", flat([0, 160, 70])],
  ["flat, grainy", grainy(flat([196, 170, 140]), 3, 6)],
  ["nearly flat", (x) => (x < 240 ? [120, 120, 120] : [121, 120, 120])],
  ["two colours, side by side", (x) => (x < 200 ? [30, 60, 120] : [240, 210, 90])],
  ["two colours, above each other", (_, y) => (y < 200 ? [150, 200, 240] : [90, 140, 60])],
  ["gradient down", gradient([120, 170, 230], [230, 240, 250], 90, 360)],
  ["gradient aslant", grainy(gradient([40, 30, 70], [220, 120, 90], 35, 560), 5, 3)],
  ["noise", noise(120, 11)],
  ["faint noise", noise(18, 14)],
  ["page of words", lines(40, 244)],
  ["plaster", mottled([196, 190, 178], [214, 209, 200], 30, 6)],
  ["checks", checker([214, 214, 210], [150, 152, 158], 24)],
  ["stripes", stripes([200, 206, 214], [120, 140, 170], 14, 30)],
  ["boards", wood([186, 142, 96], [150, 104, 62], 70, 7)],
  ["sand", grainy(mottled([214, 186, 136], [226, 200, 152], 40, 21), 8, 7)],
  ["old wall", blot([176, 150, 112], [194, 168, 130], 20, 97)],
  ["cloth", weave([92, 104, 132], [112, 122, 146], 9)],
];

/** An image in which nothing stands out. */
export interface Negative {
  readonly name: string;
  readonly image: Pixels;
}

/** 30 images without a subject, drawn and photographed, and a page of text; the codecs must be set. */
export async function readNegatives(): Promise<readonly Negative[]> {
  const photographed = textures.map(async (name) => ({
    name,
    image: await decodeImage(await readFile(new URL(`${name}.jpg`, folder))),
  }));
  return [
    ...drawn.map(([name, paint]) => ({ name, image: painted(paint, 480, 360) })),
    ...(await Promise.all(photographed)),
  ];
}

/** Those that GrabCut never returns from by itself. */
export function mayHang(name: string): boolean {
  return name.startsWith("flat") || name.startsWith("nearly") || name.startsWith("two");
}
