import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine } from "@stratify/local-engine";
import { photograph } from "./paints.ts";
import { readPhotos } from "./photos.ts";

// Run by peak-of-large.ts; answers with the peak memory in bytes.
useNodeCodecs();
const [width, height] = [4000, 3000];
const image = { width, height, data: await enlarged() };
const engine = createEngine();
await engine.subject(image);
await engine.background(image);
await engine.close();
console.log(process.resourceUsage().maxRSS * 1024);

async function enlarged(): Promise<Uint8ClampedArray> {
  const paint = photograph((await readPhotos()).coffee, 0, 0, width / 600);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let index = 0; index < width * height; index += 1) {
    data.set(paint(index % width, Math.floor(index / width)), 4 * index);
  }
  return data;
}
