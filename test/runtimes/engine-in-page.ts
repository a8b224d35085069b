import { browserWorker, createEngine } from "../../packages/local-engine/src/browser.ts";

/** What the local engine made of a drawn picture. */
export interface Segmented {
  /** How much of what should be in the mask is in it, and how much of what should not, from 0 to 1. */
  readonly subject: { readonly inside: number; readonly outside: number };
  readonly red: { readonly inside: number; readonly outside: number };
}

declare global {
  /** Where the test finds what the page came to. */
  var segmented: Promise<Segmented> | undefined;
}

const width = 120;
const height = 90;
const isDisc = (x: number, y: number) => Math.hypot(x - 55, y - 45) < 25;

globalThis.segmented = segmentDisc();

/** A red disc before a grey wall that grows lighter upwards. */
async function segmentDisc(): Promise<Segmented> {
  const data = new Uint8ClampedArray(4 * width * height);
  forEachPixel((x, y, index) => {
    const wall = 200 - y;
    data.set(isDisc(x, y) ? [190, 20, 25, 255] : [wall, wall, wall, 255], 4 * index);
  });
  const worker = () => new Worker("/engine-worker.js");
  const engine = createEngine({ createWorker: () => browserWorker(worker()) });
  const image = { width, height, data };
  const [subject, red] = [await engine.subject(image), await engine.color(image, "red")];
  await engine.close();
  return { subject: shares(subject.data), red: shares(red.data) };
}

function shares(mask: Uint8Array): Segmented["subject"] {
  let [inside, outside, discs] = [0, 0, 0];
  forEachPixel((x, y, index) => {
    const value = (mask[index] ?? 0) / 255;
    if (isDisc(x, y)) [inside, discs] = [inside + value, discs + 1];
    else outside += value;
  });
  return { inside: inside / discs, outside: outside / (width * height - discs) };
}

function forEachPixel(visit: (x: number, y: number, index: number) => void): void {
  for (let index = 0; index < width * height; index++) visit(index % width, Math.floor(index / width), index);
}
