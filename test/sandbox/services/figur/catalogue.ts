import type { Scene } from "../../scene.ts";

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

/** The scene that an entry shows. */
export function sceneOf({ publicId, dominantColors }: CatalogueEntry): Scene {
  return { id: publicId, colors: dominantColors };
}
