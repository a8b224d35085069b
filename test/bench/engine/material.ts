import { readFile } from "node:fs/promises";
import { decodeImage, type Pixels } from "@stratify/imaging";

const folder = new URL("material/", import.meta.url);
const read = new Map<string, Promise<Pixels>>();

/** An object cut out with its true alpha; the codecs must be set. */
export function readObject(name: string): Promise<Pixels> {
  return readOnce(`objects/${name}.webp`);
}

/** A photograph that stands behind objects; the codecs must be set. */
export function readGround(name: string): Promise<Pixels> {
  return readOnce(`grounds/${name}.jpg`);
}

function readOnce(path: string): Promise<Pixels> {
  const known = read.get(path);
  if (known) return known;
  const reading = readFile(new URL(path, folder)).then((bytes) => decodeImage(bytes));
  read.set(path, reading);
  return reading;
}
