/** A background: a gradient through its colours. */
export interface Scene {
  readonly id: string;
  /** From the top of the image to its foot, `#rrggbb`. */
  readonly colors: readonly string[];
}

/** Paints a scene as RGBA bytes, `width` by `height` pixels. */
export function paintScene(scene: Scene, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(width * height * 4);
  const colors = scene.colors.map(channels);
  for (let y = 0; y < height; y++) {
    const place = (y / Math.max(1, height - 1)) * (colors.length - 1);
    const above = colors[Math.floor(place)] ?? [0, 0, 0];
    const below = colors[Math.ceil(place)] ?? above;
    const row = above.map((value, index) => value + ((below[index] ?? value) - value) * (place % 1));
    for (let x = 0; x < width; x++) data.set([...row, 255], (y * width + x) * 4);
  }
  return data;
}

/** Red, green and blue of `#rrggbb`, 0 to 255 each. */
export function channels(color: string): readonly [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
