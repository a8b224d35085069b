import type { Composite, LayerSet } from "../layer-set.ts";
import { type Origin, originOf } from "../provider-result.ts";
import type { LayerSetAbout, Manifest } from "./manifest.ts";
import { givenPath, maskPath, type Piece, tilesOf } from "./paths.ts";

/** How the pictures that a manifest names were written. */
interface Written {
  readonly trimmed: boolean;
  readonly masks: boolean;
  /** Most pixels of a side before a picture is cut into tiles. */
  readonly tile: number;
}

/** The manifest of a set: what is in it, from where, and in which files. */
export function manifestOf(
  set: LayerSet,
  { source, ...about }: LayerSetAbout,
  { trimmed, masks, tile }: Written,
): Manifest {
  const { width, height, remainder, layers, score, composites, duplicates, unaligned } = set;
  return {
    format: "stratify-layers",
    version: 1,
    source: { ...source, width, height },
    ...about,
    trimmed,
    layers: (remainder ? [remainder, ...layers] : layers).map((layer) => ({
      ...named(layer),
      role: layer.role,
      bounds: layer.bounds,
      ...filesOf(trimmed ? tilesOf(layer.name, layer.bounds, tile) : [layer], masks),
      ...(layer.maskFrom && { maskFrom: layer.maskFrom }),
      ...(layer.unused && {
        unused: { reason: layer.unused.reason, file: givenPath("unused", layer.name, layer.unused) },
      }),
    })),
    ...(score && { score }),
    composites: composites.map((composite) => ({
      ...named(composite),
      ...filesOf(tilesOf(composite.name, { x: 0, y: 0, ...sizeOf(composite) }, tile), false),
      width: composite.width,
      height: composite.height,
    })),
    duplicates: duplicates.map((result) => ({
      ...named(result),
      of: result.of,
      file: givenPath("duplicates", result.name, result),
    })),
    unaligned: unaligned.map((result) => ({
      ...named(result),
      role: result.role,
      reason: result.reason,
      file: givenPath("unaligned", result.name, result),
    })),
  };
}

function named(part: Origin & { readonly name: string }): Origin & { readonly name: string } {
  return { name: part.name, ...originOf(part) };
}

function filesOf(pieces: readonly Piece[], masks: boolean) {
  const tiles = pieces.map(({ name, bounds }) => {
    return { bounds, file: `${name}.png`, ...(masks && { mask: maskPath(name) }) };
  });
  const [first] = tiles;
  if (!first) throw new Error("a picture without a file");
  const { bounds: _, ...files } = first;
  return tiles.length === 1 ? files : { ...files, tiles };
}

function sizeOf({ width, height }: Composite): Pick<Composite, "width" | "height"> {
  return { width, height };
}
