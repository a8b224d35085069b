import { readFile } from "node:fs/promises";
import { decodeImage, type Pixels } from "@stratify/imaging";

/** The photographs that backgrounds and subjects are painted with. */
export interface Photos {
  readonly coffee: Pixels;
  readonly chelsea: Pixels;
  readonly astronaut: Pixels;
}

/** Reads them; the codecs must be set. */
export async function readPhotos(): Promise<Photos> {
  const read = async (name: string) =>
    decodeImage(await readFile(new URL(`../../fixtures/photos/${name}.png`, import.meta.url)));
  const [coffee, chelsea, astronaut] = await Promise.all([
    read("coffee"),
    read("chelsea"),
    read("astronaut"),
  ]);
  return { coffee, chelsea, astronaut };
}
