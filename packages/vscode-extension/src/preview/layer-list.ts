import type { Score } from "./preview-strings.ts";
import { type Box, isBox, isRecord, type ShownRole, type Size } from "./protocol.ts";

/** What the preview needs of a layer set's `manifest.json`. */
export interface LayerList {
  /** Name of the source's file. */
  readonly source: string;
  readonly size: Size;
  /** Bottom to top; finished pictures last. Files are relative to the manifest. */
  readonly layers: readonly {
    readonly name: string;
    readonly role: ShownRole;
    readonly file: string;
    /** Where it lies on the source, in pixels; a finished picture has no place there. */
    readonly bounds?: Box;
  }[];
  /** Whether the files are cut to their bounds. */
  readonly trimmed: boolean;
  readonly score?: Score;
}

/** A file name, or one in a folder below, as the manifest's schema has it: nothing leads out of the set. */
const inside = /^(?!\.\.?(\/|$))[^/\\]+(\/(?!\.\.?$)[^/\\]+)?$/;

/**
 * Reads a manifest that may have been written by anybody.
 *
 * @returns `undefined` when it is no manifest of a layer set, or one of a version that this program does not know
 */
export function readLayerList(text: string): LayerList | undefined {
  const value = parsed(text);
  if (!isRecord(value) || value.format !== "stratify-layers" || value.version !== 1) return undefined;
  const { source, layers, composites, trimmed, score } = value;
  if (!isRecord(source) || typeof source.name !== "string" || !Array.isArray(layers)) return undefined;
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  if (!isBox(whole)) return undefined;
  const finished = Array.isArray(composites) ? composites : [];
  return {
    source: source.name,
    size: { width: whole.width, height: whole.height },
    trimmed: trimmed === true,
    layers: [...layers.flatMap(partOf), ...finished.flatMap(compositeOf)],
    ...(isScore(score) && { score: { mean: score.mean, max: score.max } }),
  };
}

function partOf(value: unknown): LayerList["layers"] {
  if (!isRecord(value)) return [];
  const { name, role, file, bounds } = value;
  if (typeof name !== "string" || !isFile(file) || !isBox(bounds)) return [];
  if (role !== "layer" && role !== "cutout" && role !== "remainder") return [];
  return [{ name, role, file, bounds }];
}

function compositeOf(value: unknown): LayerList["layers"] {
  if (!isRecord(value)) return [];
  const { name, file } = value;
  return typeof name === "string" && isFile(file) ? [{ name, role: "composite", file }] : [];
}

function isFile(value: unknown): value is string {
  return typeof value === "string" && inside.test(value);
}

function isScore(value: unknown): value is Score {
  return isRecord(value) && typeof value.mean === "number" && typeof value.max === "number";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
