import { readFileSync } from "node:fs";
import { decodeImage, type Pixels } from "@stratify/imaging";
import { pictureInfo } from "./picture-info.ts";

/** The photograph that results are compared with, 600 x 400 pixels. */
export const photo = readFileSync(new URL("../fixtures/photos/coffee.png", import.meta.url));

/** Downloads a result and decodes it. */
export async function download(url: string): Promise<{ pixels: Pixels; format: string | undefined }> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return { pixels: await decodeImage(bytes), format: pictureInfo(bytes)?.format };
}

/** Share of an image that is opaque. */
export function coverage({ data }: Pixels): number {
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
  return (sum * 4) / 255 / data.length;
}

/** Largest difference between a result and the image that was sent, where the result is opaque. */
export function difference({ data }: Pixels, source: Pixels): number {
  let most = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    for (let channel = at; channel < at + 3; channel++) {
      most = Math.max(most, Math.abs((data[channel] ?? 0) - (source.data[channel] ?? 0)));
    }
  }
  return most;
}
