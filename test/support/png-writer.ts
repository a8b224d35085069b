import { crc32, deflateSync } from "node:zlib";

/** A chunk: four letters and what is in it. */
export type Chunk = readonly [name: string, data: Uint8Array | readonly number[]];

/** A PNG of any kind, written plainly, so that a test reads something that the code under test did not write. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly type: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** One number a channel, or a palette index, in reading order. */
  readonly samples: readonly number[];
  readonly interlaced?: boolean;
  /** Stand between IHDR and the pixels. */
  readonly before?: readonly Chunk[];
  /** Stand between the pixels and IEND. */
  readonly after?: readonly Chunk[];
}

const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** Adam7: first column, first row, and the steps between columns and rows. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export const big32 = (value: number) => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

export function writePng(parts: PngParts): Uint8Array<ArrayBuffer> {
  const { width, height, type, depth, interlaced = false, before = [], after = [] } = parts;
  const header = [...big32(width), ...big32(height), depth, type, 0, 0, Number(interlaced)];
  const pixels = (interlaced ? passes : ([[0, 0, 1, 1]] as const)).flatMap((pass) => rowsOf(parts, pass));
  const chunks: Chunk[] = [
    ["IHDR", header],
    ...before,
    ["IDAT", deflateSync(Uint8Array.from(pixels))],
    ...after,
    ["IEND", []],
  ];
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...chunks.flatMap(chunkBytes)]);
}

/** The bytes of one chunk, with its length and check sum. */
export function chunkBytes([name, data]: Chunk): number[] {
  const named = Uint8Array.from([...name].map((letter) => letter.charCodeAt(0)).concat([...data]));
  return [...big32(data.length), ...named, ...big32(crc32(named))];
}

function rowsOf(
  { width, height, type, depth, samples }: PngParts,
  [left, top, across, down]: readonly [number, number, number, number],
): number[] {
  const perPixel = channels[type];
  const bytes: number[] = [];
  for (let y = top; y < height && left < width; y += down) {
    const row: number[] = [];
    for (let x = left; x < width; x += across) {
      const at = perPixel * (y * width + x);
      row.push(...samples.slice(at, at + perPixel));
    }
    bytes.push(0, ...packed(row, depth));
  }
  return bytes;
}

function packed(values: readonly number[], depth: number): number[] {
  if (depth === 16) return values.flatMap((value) => [value >> 8, value & 255]);
  const perByte = 8 / depth;
  const bytes = new Array<number>(Math.ceil(values.length / perByte)).fill(0);
  values.forEach((value, index) => {
    const byte = Math.floor(index / perByte);
    bytes[byte] = (bytes[byte] ?? 0) | (value << (8 - depth * ((index % perByte) + 1)));
  });
  return bytes;
}
