import type { ExportedFile, ExportOptions } from "../export/export-layer-set.ts";
import type { LayerSetAbout, Manifest } from "../export/manifest.ts";
import type { LayerSetProgress } from "../layer-set.ts";
import type { ProviderResult } from "../provider-result.ts";

/** Layers to make: a source, and what a task returned for it. */
export interface LayerWork {
  /** The source picture's file: PNG, JPEG or WebP. */
  readonly source: Uint8Array;
  /** What core's client calls `TaskResult.layers` fits as it is. */
  readonly results: readonly ProviderResult[];
  readonly about: LayerSetAbout;
  /** Fills `about.source.sha256` in, where it is absent; where nobody keeps the manifest, that can be spared. @default true */
  readonly hashSource?: boolean;
  /** Paints what is behind the layers into the remainder; needs the script of the local engine. */
  readonly fillRemainder?: boolean;
  /** The source's colour profile is kept. */
  readonly export?: LayerExport;
}

/** How a layer set is written, as far as the caller chooses. */
export type LayerExport = Omit<ExportOptions, "signal" | "profile">;

/** What is told while layers are made. */
export type LayerEvent = { readonly progress: LayerSetProgress } | { readonly file: ExportedFile };

/** A source of which layers can be made. */
export interface CheckedSource {
  /** In pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Of the source's file, in hexadecimal. */
  readonly sha256: string;
}

/** The operations as they cross between the threads. */
export type LayerOperations = {
  /** File 0 is the source, the others are the results' own. */
  readonly layers: {
    readonly input: Omit<LayerWork, "source" | "results"> & {
      readonly results: readonly Omit<ProviderResult, "bytes">[];
    };
    readonly event: LayerEvent;
    readonly result: Manifest;
  };
  /** File 0 is the image. */
  readonly upright: {
    readonly input: undefined;
    readonly event: never;
    readonly result: Uint8Array;
  };
  /** File 0 is the source. */
  readonly check: {
    readonly input: undefined;
    readonly event: never;
    readonly result: CheckedSource;
  };
};
