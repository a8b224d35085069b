import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine } from "@stratify/local-engine";
import { readRealPhotos } from "./real-photos.ts";

// Run by memory.ts with the size in megapixels; answers with the peak memory in bytes.
useNodeCodecs();
const image = await enlarged(Number(process.argv[2]));
const engine = createEngine();
await engine.subject(image);
await engine.close();
console.log(process.resourceUsage().maxRSS * 1024);

/** Nearest neighbours, so that nothing but the image takes memory before the engine does. */
async function enlarged(megapixels: number) {
  const photo = (await readRealPhotos()).find(({ name }) => name === "coffee")?.image;
  if (!photo) throw new Error("the photograph is missing");
  const scale = Math.sqrt((megapixels * 1e6) / (photo.width * photo.height));
  const [width, height] = [Math.round(scale * photo.width), Math.round(scale * photo.height)];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / scale) * photo.width;
    for (let x = 0; x < width; x += 1) {
      const from = 4 * (row + Math.floor(x / scale));
      for (let channel = 0; channel < 4; channel += 1) {
        data[4 * (y * width + x) + channel] = photo.data[from + channel] ?? 0;
      }
    }
  }
  return { width, height, data };
}
