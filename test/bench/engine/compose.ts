import { type Mask, type Pixels, resampleMask, resamplePixels } from "@stratify/imaging";
import { seededRandom } from "../../seeded-random.ts";
import { layGround } from "./lay-ground.ts";
import { placeThing } from "./place-thing.ts";
import type { Scene } from "./scene.ts";
import { castShadow } from "./shadow.ts";

/** An image whose subject is known exactly. */
export interface Composite {
  readonly name: string;
  readonly category: string;
  readonly image: Pixels;
  /** The subject's true alpha. */
  readonly truth: Mask;
  /** The subject's true colours, with the same alpha, before they mixed with the ground. */
  readonly subject: Pixels;
}

/** Puts the things of a scene before its ground. The codecs must be set. */
export async function compose(scene: Scene): Promise<Composite> {
  const [width, height] = scene.size;
  const subject: Pixels = { width, height, data: new Uint8ClampedArray(4 * width * height) };
  for (const thing of scene.things) await placeThing(thing, subject);
  const ground = await layGround(scene.ground, width, height);
  if (scene.blend) blend(subject, ground, scene.blend);
  if (scene.shadow) castShadow(subject, ground, scene.shadow);
  const light = scene.light ?? 1;
  const noise = normal(scene.seed);
  const deviation = scene.noise ?? 3;
  const image = new Uint8ClampedArray(4 * width * height).fill(255);
  const truth = new Uint8Array(width * height);
  for (let index = 0; index < truth.length; index += 1) {
    const alpha = (subject.data[4 * index + 3] ?? 0) / 255;
    truth[index] = subject.data[4 * index + 3] ?? 0;
    const grain = deviation * noise();
    for (let at = 4 * index; at < 4 * index + 3; at += 1) {
      const own = light * (subject.data[at] ?? 0);
      subject.data[at] = own;
      const under = light * (ground.data[at] ?? 0);
      image[at] = under + (own - under) * alpha + grain;
    }
  }
  return enlarge(scene, {
    image: { width, height, data: image },
    truth: { width, height, data: truth },
    subject,
  });
}

async function enlarge(
  { name, category, enlarge: by = 1 }: Scene,
  { image, truth, subject }: Pick<Composite, "image" | "truth" | "subject">,
): Promise<Composite> {
  const [width, height] = [Math.round(by * image.width), Math.round(by * image.height)];
  return {
    name,
    category,
    image: await resamplePixels(image, width, height),
    truth: await resampleMask(truth, width, height),
    subject: await resamplePixels(subject, width, height),
  };
}

/** Moves the subject's colours to the mean of the ground behind it, and takes from their contrast. */
function blend(subject: Pixels, ground: Pixels, by: number): void {
  const own = meanUnder(subject, subject);
  const behind = meanUnder(ground, subject);
  for (let at = 0; at < subject.data.length; at += 4) {
    for (let channel = 0; channel < 3; channel += 1) {
      const color = subject.data[at + channel] ?? 0;
      const goal = (behind[channel] ?? 0) + 0.7 * (color - (own[channel] ?? 0));
      subject.data[at + channel] = color + by * (goal - color);
    }
  }
}

function meanUnder({ data }: Pixels, subject: Pixels): readonly number[] {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = subject.data[at + 3] ?? 0;
    weight += alpha;
    for (let channel = 0; channel < 3; channel += 1) {
      sum[channel] = (sum[channel] ?? 0) + alpha * (data[at + channel] ?? 0);
    }
  }
  return sum.map((channel) => channel / Math.max(1, weight));
}

/** Numbers of a normal distribution, nearly: the sum of four even ones. */
function normal(seed: number): () => number {
  const random = seededRandom(seed);
  return () => (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
