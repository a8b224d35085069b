import { type Pixels, resamplePixels } from "@stratify/imaging";
import type { Cutter } from "./cutter.ts";

/** Most milliseconds of the processor's time: the median of an image, and to open the net. */
const most = { image: 1900, load: 500 };
/** Sizes of the images, in megapixels; each image has one of them in turn. */
const sizes = [0.1, 0.25, 0.5, 1, 1.5, 2.7];

/**
 * Measures the processor's time of a whole cut-out on one thread, by photographs of 0.1 to 2.7 megapixels.
 *
 * @returns what takes too long, in words
 */
export async function measureSpeed(
  print: (line: string) => void,
  cutter: Cutter,
  images: readonly Pixels[],
): Promise<readonly string[]> {
  const times: number[] = [];
  let opened = 0;
  for (const [index, image] of images.entries()) {
    const sized = await ofSize(image, sizes[index % sizes.length] ?? 1);
    if (index === 0) await cutter.cut("engine", sized); // compiled by now, as in an engine at work
    const { cpu, load } = await cutter.cut("engine", sized);
    times.push(cpu);
    opened = load;
  }
  times.sort((one, other) => one - other);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  const [fastest, slowest] = [times[0] ?? 0, times.at(-1) ?? 0];
  print(
    `Processor's time of a cut-out of 0.1 to 2.7 megapixels: ${fastest.toFixed(0)} to ${slowest.toFixed(0)} ms, ${median.toFixed(0)} ms in the median; opening the net: ${opened.toFixed(0)} ms\n`,
  );
  return [
    ...(median > most.image ? [`a cut-out takes ${median.toFixed(0)} ms in the median`] : []),
    ...(opened > most.load ? [`opening the net takes ${opened.toFixed(0)} ms`] : []),
  ];
}

function ofSize(image: Pixels, megapixels: number): Promise<Pixels> {
  const scale = Math.sqrt((megapixels * 1e6) / (image.width * image.height));
  return resamplePixels(image, Math.round(scale * image.width), Math.round(scale * image.height));
}
