import { applyMask, encodePng, type Mask, type Pixels, type ProviderResult } from "@stratify/imaging";

/** A picture with a photograph's noise and slopes. */
export function photograph(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  let seed = 1;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const noise = (seed >>> 24) / 32 - 4;
      data[at] = (200 * x) / width + noise;
      data[at + 1] = 128 + 90 * Math.sin(x / 90) * Math.cos(y / 70) + noise;
      data[at + 2] = (220 * y) / height + noise;
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Where six things are, in shares of the picture; the second is inside the first, others overlap. */
const ellipses = [
  { name: "person", x: 0.35, y: 0.55, across: 0.2, down: 0.42 },
  { name: "hat", x: 0.35, y: 0.25, across: 0.1, down: 0.1 },
  { name: "table", x: 0.6, y: 0.85, across: 0.35, down: 0.15 },
  { name: "cup", x: 0.55, y: 0.72, across: 0.05, down: 0.08 },
  { name: "lamp", x: 0.82, y: 0.2, across: 0.12, down: 0.18 },
  { name: "window", x: 0.12, y: 0.2, across: 0.11, down: 0.17 },
];

/** What a service would give for the picture: six cut-outs of its size, with edges soft over some six pixels. */
export async function sixResults(source: Pixels): Promise<readonly ProviderResult[]> {
  const results: ProviderResult[] = [];
  for (const { name, ...place } of ellipses) {
    const bytes = await encodePng(applyMask(source, ellipse(source, place)));
    results.push({ name, role: "layer", keyword: name, job: name, bytes });
  }
  return results;
}

function ellipse(
  { width, height }: Pixels,
  place: { x: number; y: number; across: number; down: number },
): Mask {
  const data = new Uint8Array(width * height);
  const [a, b] = [place.across * width, place.down * height];
  for (let y = 0; y < height; y += 1) {
    const dy = (y - place.y * height) / b;
    for (let x = 0; x < width; x += 1) {
      const dx = (x - place.x * width) / a;
      const inside = (1 - Math.sqrt(dx * dx + dy * dy)) * Math.min(a, b);
      data[y * width + x] = Math.max(0, Math.min(255, Math.round(255 * (0.5 + inside / 6))));
    }
  }
  return { width, height, data };
}
