import { readFile } from "node:fs/promises";
import { decodeImage, type Mask, maskFromAlpha, type Pixels } from "@stratify/imaging";
import type { Known } from "./quality.ts";

const fixtures = new URL("../../fixtures/photos/", import.meta.url);
const own = new URL("material/photos/", import.meta.url);

/** Real photographs whose subject was outlined by hand; the first ones are the tests' own. */
const photos = [
  ["astronaut", new URL("astronaut.png", fixtures)],
  ["chelsea", new URL("chelsea.png", fixtures)],
  ["coffee", new URL("coffee.png", fixtures)],
  ...["bucket", "fish", "koala", "macaw", "moose", "panda", "polar-bear", "scissors", "statue"].map(
    (name) => [name, new URL(`${name}.jpg`, own)] as const,
  ),
] as const;

/** Reads them with their true masks; the codecs must be set. */
export function readRealPhotos(): Promise<readonly Known[]> {
  return Promise.all(
    photos.map(async ([name, url]) => ({
      name,
      category: "real photographs",
      image: await read(url),
      truth: grey(await read(new URL(`${name}.truth.png`, own))),
    })),
  );
}

async function read(url: URL): Promise<Pixels> {
  return decodeImage(await readFile(url));
}

function grey(image: Pixels): Mask {
  const mask = maskFromAlpha(image);
  return { ...mask, data: mask.data.map((_, index) => image.data[4 * index] ?? 0) };
}
