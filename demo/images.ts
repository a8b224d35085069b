import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { imageFromBytes, isStratifyError, type SourceImage } from "@stratify/core";
import { decodeImage, ImagingError } from "@stratify/imaging";
import { UsageError } from "./options.ts";

/** Smaller images have nothing to split. */
const smallestSide = 16;

const bundled = fileURLToPath(new URL("../test/fixtures/photos/coffee.png", import.meta.url));

/** An image to split: as it is sent, and as it looks. */
export interface DemoImage {
  /** File name without its ending, unique among the images of one run. */
  readonly title: string;
  readonly source: SourceImage;
  readonly bytes: Uint8Array;
  /** In pixels, as it is seen. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads every file before anything is written or sent.
 *
 * @param paths files; the bundled photograph when there are none
 * @throws {UsageError} naming the file and what is wrong with it
 */
export async function readImages(paths: readonly string[]): Promise<readonly DemoImage[]> {
  const titles = new Set<string>();
  const images: DemoImage[] = [];
  for (const path of paths.length > 0 ? paths : [bundled]) {
    const stem = basename(path, extname(path));
    let title = stem;
    for (let count = 2; titles.has(title); count++) title = `${stem}-${count}`;
    titles.add(title);
    images.push(await readImage(path, title));
  }
  return images;
}

async function readImage(path: string, title: string): Promise<DemoImage> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`${path}: there is no such file.`);
  if (found.isDirectory()) throw new UsageError(`${path}: this is a folder; name the image files in it.`);
  const bytes = new Uint8Array(await readFile(path));
  try {
    const source = imageFromBytes(bytes, basename(path));
    // Whole: a file that breaks off is to be refused before anything is sent.
    const { width, height } = await decodeImage(bytes);
    if (Math.min(width, height) < smallestSide) {
      const size = `${width} x ${height}`;
      throw new UsageError(
        `${path}: ${size} pixels are too few to split; it takes ${smallestSide} x ${smallestSide}.`,
      );
    }
    return { title, source, bytes, width, height };
  } catch (error) {
    if (isStratifyError(error)) throw new UsageError(`${path}: ${error.detail}.`);
    if (error instanceof ImagingError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}
