import type { RecompositionScore } from "../compose/recomposition-score.ts";
import type { AlignedLayer } from "../layer-set.ts";
import type { Bounds } from "../pixels/bounds.ts";
import type { Origin } from "../provider-result.ts";

/** What a layer set does not know of itself: where it comes from and what it cost. */
export interface LayerSetAbout {
  readonly source: {
    /** The file's name, or what else the picture is called. */
    readonly name: string;
    /** Of the source's file, in hexadecimal. */
    readonly sha256?: string;
  };
  readonly provider: { readonly id: string; readonly name: string };
  readonly task: {
    readonly kind: "split" | "cutout" | "replace-background";
    readonly keywords?: readonly string[];
  };
  readonly jobs: readonly { readonly id: string; readonly keyword?: string }[];
  /** What was charged, in the provider's own unit; absent where it does not say. */
  readonly cost?: { readonly amount: number; readonly unit: string };
}

/** A piece of a picture that was cut. */
export interface ManifestTile {
  readonly bounds: Bounds;
  readonly file: string;
  readonly mask?: string;
}

/**
 * What `manifest.json` holds: every file of an export and what it is. `schema/manifest.schema.json` of this package
 * describes it. Paths are relative to the manifest, with forward slashes.
 */
export interface Manifest extends Omit<LayerSetAbout, "source"> {
  readonly format: "stratify-layers";
  /** Goes up when readers of the previous version would misread it. */
  readonly version: 1;
  readonly source: LayerSetAbout["source"] & { readonly width: number; readonly height: number };
  /** Whether the layers' files are cut to their bounds; else they are as large as the source. */
  readonly trimmed: boolean;
  /** Bottom to top; drawn over each other they give the source. */
  readonly layers: readonly (Origin & {
    readonly name: string;
    readonly role: AlignedLayer["role"];
    readonly bounds: Bounds;
    readonly file: string;
    /** Absent when masks were not asked for. */
    readonly mask?: string;
    /** Row by row, where the picture was cut because it is too long; `file` and `mask` are those of the first. */
    readonly tiles?: readonly ManifestTile[];
    readonly maskFrom?: "provider" | "alpha" | "fill";
    /** The picture of the result, where only its mask could be used, and why. */
    readonly unused?: { readonly reason: string; readonly file: string };
  })[];
  readonly score?: RecompositionScore;
  readonly composites: readonly (Origin & {
    readonly name: string;
    readonly file: string;
    readonly width: number;
    readonly height: number;
    /** In the composite's own pixels. */
    readonly tiles?: readonly ManifestTile[];
  })[];
  readonly duplicates: readonly (Origin & {
    readonly name: string;
    readonly of: string;
    readonly file: string;
  })[];
  readonly unaligned: readonly (Origin & {
    readonly name: string;
    readonly role: string;
    readonly reason: string;
    readonly file: string;
  })[];
  /** Absent when it was not asked for, as the next, and without layers. */
  readonly psd?: string;
  readonly recomposed?: string;
}
