import type { JobHandle, Layer } from "@stratify/core";
import type { LayerMaker, LayerSetProgress, Manifest } from "@stratify/imaging";
import type { PlacedLayer } from "../../shared/contract.ts";
import { mostPixels } from "../../shared/most-pixels.ts";
import type { Box } from "../../shared/placement-plan.ts";
import { aboutOf, type Order } from "./order.ts";

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

/** A picture in layers, bottom to top. */
export interface MadeSet {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly MadeLayer[];
  /** Mean difference of the layers, drawn over each other, from the source, of 255. */
  readonly score?: number;
  /** What could not be laid over the source, and why. */
  readonly remarks: readonly { readonly name: string; readonly reason: string }[];
}

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly layers: readonly Layer[];
  readonly jobs: readonly JobHandle[];
}

/** Lays what the jobs returned over its source, in the worker. */
export async function makeSet(
  maker: LayerMaker,
  { name, bytes, layers, jobs }: Given,
  order: Order,
  options: { readonly signal: AbortSignal; readonly onStep: (step: LayerSetProgress["step"]) => void },
): Promise<MadeSet> {
  const files = new Map<string, Blob>();
  const { task, keywords } = aboutOf(order);
  const manifest = await maker.make(
    {
      source: bytes,
      results: layers,
      about: {
        source: { name },
        provider: order.provider,
        task: { kind: task, ...(task === "split" && { keywords }) },
        jobs: jobs.map(({ job, keyword }) => ({ id: job, ...(keyword !== undefined && { keyword }) })),
      },
      hashSource: false,
      fillRemainder: task === "split" && order.fill,
      export: {
        psd: "none",
        trim: true,
        tile: mostPixels,
        masks: order.mode === "mask",
        opaque: order.mode === "mask",
      },
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
    remarks: manifest.unaligned.map(({ name, reason }) => ({ name, reason })),
  };
}
