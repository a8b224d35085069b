/** One background of the catalogue. */
export interface CatalogueEntry {
  readonly publicId: string;
  readonly displayName: string;
  readonly sceneType: string;
  readonly mood: string;
  /** From the top of the picture to its foot, `#rrggbb`. */
  readonly dominantColors: readonly string[];
  readonly status: "active" | "archived";
}

/** The catalogue of backgrounds. Every scene is a gradient through its dominant colours. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    publicId: "01JSANDB0XSTVD10GREYGRAD1A",
    displayName: "Grey studio",
    sceneType: "studio",
    mood: "calm",
    dominantColors: ["#f2f3f5", "#d4d8de", "#9aa3b0"],
    status: "active",
  },
  {
    publicId: "01JSANDB0XBEACHSVNSETGRAD2",
    displayName: "Beach at sunset",
    sceneType: "beach",
    mood: "warm",
    dominantColors: ["#2b3a67", "#f08a5d", "#ffd19a", "#c9a26b"],
    status: "active",
  },
  {
    publicId: "01JSANDB0XFRESTMRNNGGRAD3A",
    displayName: "Forest in the morning",
    sceneType: "outdoor",
    mood: "fresh",
    dominantColors: ["#dff2e1", "#7fb685", "#2f5d50"],
    status: "active",
  },
  {
    publicId: "01JSANDB0XRETREDSTVD10GRA4",
    displayName: "Last year's studio",
    sceneType: "studio",
    mood: "plain",
    dominantColors: ["#ffffff", "#eeeeee"],
    status: "archived",
  },
];

/** The entry of that id, if there is one. */
export function catalogueEntry(publicId: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.publicId === publicId);
}

/** Paints a scene as RGBA bytes, `width` by `height` pixels. */
export function paintScene(
  entry: CatalogueEntry,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(width * height * 4);
  const colors = entry.dominantColors.map(channels);
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
