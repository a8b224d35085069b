import type { Mask, Pixels } from "@stratify/imaging";
import { layGround } from "../engine/lay-ground.ts";
import { grain } from "../engine/noise.ts";
import { placeThing } from "../engine/place-thing.ts";
import type { LayerScene } from "./scenes.ts";

/** An image whose layers are known. */
export interface KnownLayers {
  readonly image: Pixels;
  /** What is behind all objects. */
  readonly background: Pixels;
  /** From the bottom up. */
  readonly objects: readonly KnownObject[];
}

export interface KnownObject {
  /** What can be seen of it. */
  readonly visible: Mask;
  /** All of it. */
  readonly whole: Mask;
}

/** Standard deviation of the camera's noise, in levels; drawings have none. */
const noise = 2;

/** Puts things before their ground; the codecs must be set. */
export async function composeLayers({ kind, size, ground, things }: LayerScene): Promise<KnownLayers> {
  const [width, height] = size;
  const background = await layGround(ground, width, height);
  if (kind !== "flat") addNoise(background);
  const image = { width, height, data: background.data.slice() };
  const objects: KnownObject[] = [];
  for (const thing of things) {
    const drawn = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    await placeThing(thing, drawn);
    const whole = new Uint8Array(width * height);
    for (let at = 0; at < whole.length; at += 1) {
      const alpha = drawn.data[4 * at + 3] ?? 0;
      if (alpha === 0) continue;
      whole[at] = alpha;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = image.data[4 * at + channel] ?? 0;
        image.data[4 * at + channel] = below + (((drawn.data[4 * at + channel] ?? 0) - below) * alpha) / 255;
      }
      for (const { visible } of objects) {
        visible.data[at] = Math.round(((visible.data[at] ?? 0) * (255 - alpha)) / 255);
      }
    }
    objects.push({ visible: { width, height, data: whole.slice() }, whole: { width, height, data: whole } });
  }
  return { image, background, objects };
}

function addNoise({ width, data }: Pixels): void {
  const value = grain(7);
  for (let at = 0; at < data.length / 4; at += 1) {
    const by = noise * value(at % width, Math.floor(at / width));
    for (let channel = 0; channel < 3; channel += 1) {
      data[4 * at + channel] = (data[4 * at + channel] ?? 0) + by;
    }
  }
}
