import type { Delivered } from "@stratify/app/deliver/delivered";
import { makeSet as makeLayerSet } from "@stratify/app/deliver/make-set";
import { type Remark, remarkOnSource, remarksOn } from "@stratify/app/deliver/remarks";
import { operationOf } from "@stratify/app/operation";
import type { SourceState } from "@stratify/app/run/work-on-image";
import type { Layer } from "@stratify/core";
import { type LayerMaker, type LayerSetProgress, type Manifest, readImageSize } from "@stratify/imaging";
import type { PlacedLayer } from "../../shared/contract.ts";
import { mostPixels } from "../../shared/most-pixels.ts";
import type { Box } from "../../shared/placement-plan.ts";
import type { Order } from "./order.ts";

/** A part of a layer that Figma takes: PNG files, which the browser holds outside of this page's memory. */
export interface MadeTile {
  /** In pixels of the source. */
  readonly bounds: Box;
  readonly image: Blob;
  /** Grey; with it the image is opaque. */
  readonly mask?: Blob;
}

export interface MadeLayer {
  readonly name: string;
  readonly role: PlacedLayer["role"];
  readonly tiles: readonly MadeTile[];
}

/** An image in layers, bottom to top. */
export interface MadeSet {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly MadeLayer[];
  /** Mean difference of the layers, drawn over each other, from the source, of 255. */
  readonly score?: number;
  /** How the layers differ from what was asked. */
  readonly remarks: readonly Remark[];
}

/** The image that the results belong to, and how it compares with the one that was submitted. */
interface Given {
  readonly name: string;
  readonly bytes: Uint8Array | undefined;
  readonly sha256?: string | undefined;
  readonly state: SourceState;
}

/** Lays what the jobs returned over its source, in the worker. */
export async function makeSet(
  maker: LayerMaker,
  { name, bytes, sha256, state }: Given,
  delivered: Delivered,
  { task, provider, mode, fill }: Order,
  options: { readonly signal: AbortSignal; readonly onStep: (step: LayerSetProgress["step"]) => void },
): Promise<MadeSet> {
  if (!bytes || state !== "same") return setAsReceived(delivered.layers, state);
  const files = new Map<string, Blob>();
  const isMask = mode === "mask";
  const manifest = await makeLayerSet(
    maker,
    { name, bytes, sha256 },
    { operation: operationOf(task), provider },
    delivered,
    {
      export: { psd: "none", trim: true, tile: mostPixels, masks: isMask, opaque: isMask },
      fillRemainder: fill,
      keepsManifest: false,
    },
    {
      signal: options.signal,
      onProgress: ({ step }) => options.onStep(step),
      // One at a time, as they come: all at once would hold the window up.
      onFile: ({ path, bytes: file }) =>
        void files.set(path, new Blob([new Uint8Array(file)], { type: "image/png" })),
    },
  );
  return setOf(manifest, files);
}

/** Results over a source that is not theirs any more: each as it was received, as large as the node was. */
function setAsReceived(results: readonly Layer[], state: SourceState): MadeSet {
  const sizes = results.map(({ bytes }) => readImageSize(bytes));
  const [width, height] = [
    Math.max(...sizes.map((size) => size.width)),
    Math.max(...sizes.map((size) => size.height)),
  ];
  const layers = results.flatMap(({ name, role, bytes, format }): readonly MadeLayer[] => {
    if (role === "mask") return [];
    const image = new Blob([new Uint8Array(bytes)], { type: `image/${format}` });
    return [{ name, role, tiles: [{ bounds: { x: 0, y: 0, width, height }, image }] }];
  });
  return { width, height, layers, remarks: remarkOnSource(state) };
}

function setOf(manifest: Manifest, files: ReadonlyMap<string, Blob>): MadeSet {
  const { width, height } = manifest.source;
  const tileOf = (bounds: Box, path: string, maskPath: string | undefined): MadeTile[] => {
    const [image, mask] = [files.get(path), maskPath === undefined ? undefined : files.get(maskPath)];
    return image ? [{ bounds, image, ...(mask && { mask }) }] : [];
  };
  const labels = manifest.layers.map(({ label }) => label);
  const layers = manifest.layers.map(
    ({ name, keyword, label, role, bounds, file, mask, tiles }): MadeLayer => {
      const parts = tiles ?? [{ bounds, file, mask }];
      // The name is that of a file: a space in it is a hyphen.
      const isNamed = keyword === undefined && label && labels.indexOf(label) === labels.lastIndexOf(label);
      return {
        name: isNamed ? label : name,
        role,
        tiles: parts.flatMap((part) => tileOf(part.bounds, part.file, part.mask)),
      };
    },
  );
  const composites = manifest.composites.map(({ name, file, tiles, ...size }): MadeLayer => {
    const parts = tiles ?? [{ bounds: { x: 0, y: 0, width: size.width, height: size.height }, file }];
    const [across, down] = [width / size.width, height / size.height];
    const onSource = ({ x, y, ...box }: Box) => {
      return { x: x * across, y: y * down, width: box.width * across, height: box.height * down };
    };
    return {
      name,
      role: "composite",
      tiles: parts.flatMap((part) => tileOf(onSource(part.bounds), part.file, undefined)),
    };
  });
  return {
    width,
    height,
    layers: [...layers, ...composites],
    ...(manifest.score && { score: manifest.score.mean }),
    remarks: remarksOn(manifest),
  };
}
