import { type PreviewStrings, stringNames } from "./string-names.ts";

/** What is talked about between the extension and its preview page. Both sides check what they are told. */

/** A rectangle on the source, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height in pixels. */
export type Size = Pick<Box, "width" | "height">;

/** What a picture of the stack is; `mask` is grey, white where the layer is. */
export type ShownRole = "layer" | "cutout" | "mask" | "composite" | "remainder";

const roles: readonly string[] = ["layer", "cutout", "mask", "composite", "remainder"] satisfies ShownRole[];

/** A layer as the page shows it. */
export interface ShownLayer {
  readonly name: string;
  readonly role: ShownRole;
  /** The role and where the layer lies, in words. */
  readonly about: string;
  /** Address of its picture, fit for the page. */
  readonly url: string;
  /** Where its picture lies on the source; absent where it is as large as the source. */
  readonly bounds?: Box | undefined;
}

/** Everything that the page shows. */
export interface Shown {
  /** Name of the source's file. */
  readonly title: string;
  /** Address of the source's picture; absent when its file was not found. */
  readonly source?: string | undefined;
  /** The source's size in pixels; absent when only its picture tells. */
  readonly size?: Size | undefined;
  /** Bottom to top. */
  readonly layers: readonly ShownLayer[];
  /** How exactly the layers add up to the source, in a sentence. */
  readonly score?: string | undefined;
  /** What the editor gives back to restore the page; the page only keeps it. */
  readonly origin: string;
}

export type ToPage = { readonly type: "show"; readonly shown: Shown; readonly strings: PreviewStrings };

export type ToHost =
  /** The page listens. */
  | { readonly type: "ready" }
  /** Open the file of the layer with this number, or of the source. */
  | { readonly type: "open"; readonly layer: number | "source" }
  /** A picture could not be loaded. */
  | { readonly type: "broken"; readonly layer: number | "source" };

/** Checks a message that the page got. */
export function isToPage(value: unknown): value is ToPage {
  return isRecord(value) && value.type === "show" && isShown(value.shown) && isStrings(value.strings);
}

/** Checks a message that the extension got. */
export function isToHost(value: unknown): value is ToHost {
  if (!isRecord(value)) return false;
  if (value.type === "ready") return true;
  const isPart = value.layer === "source" || (Number.isInteger(value.layer) && Number(value.layer) >= 0);
  return (value.type === "open" || value.type === "broken") && isPart;
}

function isShown(value: unknown): value is Shown {
  return (
    isRecord(value) &&
    typeof value.title === "string" &&
    isOptionalString(value.source) &&
    isOptionalString(value.score) &&
    (value.size === undefined || isBox({ x: 0, y: 0, ...asRecord(value.size) })) &&
    typeof value.origin === "string" &&
    Array.isArray(value.layers) &&
    value.layers.every(isLayer)
  );
}

function isLayer(value: unknown): value is ShownLayer {
  return (
    isRecord(value) &&
    [value.name, value.about, value.url].every((text) => typeof text === "string") &&
    typeof value.role === "string" &&
    roles.includes(value.role) &&
    (value.bounds === undefined || isBox(value.bounds))
  );
}

/** Checks a rectangle that has a size. */
export function isBox(value: unknown): value is Box {
  if (!isRecord(value)) return false;
  const { x, y, width, height } = value;
  return [x, y, width, height].every(Number.isFinite) && Number(width) > 0 && Number(height) > 0;
}

function isStrings(value: unknown): value is PreviewStrings {
  return isRecord(value) && stringNames.every((name) => typeof value[name] === "string");
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isOptionalString(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

/** Tells objects from everything else. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
