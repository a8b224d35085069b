import type { Pixels } from "@stratify/imaging";

/** Colours as people tell them apart: L* 0 to 100, a* and b* around zero; three numbers a pixel. */
export interface LabImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** sRGB byte to linear light, IEC 61966-2-1. */
const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Converts a picture to CIE L*a*b* with the D65 white point; alpha is left out. */
export function toLab({ width, height, data }: Pixels): LabImage {
  const lab = new Float32Array(3 * width * height);
  for (let index = 0; index < width * height; index += 1) {
    const red = linear[data[4 * index] ?? 0] ?? 0;
    const green = linear[data[4 * index + 1] ?? 0] ?? 0;
    const blue = linear[data[4 * index + 2] ?? 0] ?? 0;
    const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    lab[3 * index] = 116 * y - 16;
    lab[3 * index + 1] = 500 * (x - y);
    lab[3 * index + 2] = 200 * (y - z);
  }
  return { width, height, data: lab };
}

/** The L* of one pixel, 0 to 100. */
export function lightness({ data }: Pixels, index: number): number {
  const red = linear[data[4 * index] ?? 0] ?? 0;
  const green = linear[data[4 * index + 1] ?? 0] ?? 0;
  const blue = linear[data[4 * index + 2] ?? 0] ?? 0;
  return 116 * curve(0.2126 * red + 0.7152 * green + 0.0722 * blue) - 16;
}

function curve(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}
