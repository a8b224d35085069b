import { isRecord, type Shown } from "../protocol.ts";
import { type Look, leastZoom, mostZoom } from "./geometry.ts";

export const modes = ["layers", "compare", "sides"] as const;
export type Mode = (typeof modes)[number];

export const backdrops = ["checkers", "white", "black", "color"] as const;
export type Backdrop = (typeof backdrops)[number];

/** What a person has chosen; kept while the page is hidden or the window reloads. */
export interface ViewState {
  readonly origin: string;
  readonly mode: Mode;
  /** Numbers of the layers that are shown. */
  readonly visible: readonly number[];
  /** Whether the source lies below the layers. */
  readonly sourceVisible: boolean;
  readonly masks: boolean;
  readonly backdrop: Backdrop;
  /** The backdrop's own colour, as `#rrggbb`. */
  readonly color: string;
  /** Where the divider is, as a share of the pane's width. */
  readonly divider: number;
  /** `undefined` until the picture's size is known. */
  readonly look: Look | undefined;
}

/** Layers without the remainder, so that the first look shows what was taken out. */
export function firstState(shown: Shown): ViewState {
  const parts = shown.layers.flatMap(({ role }, number) => (role === "remainder" ? [] : [number]));
  return {
    origin: shown.origin,
    mode: shown.source !== undefined && parts.length === 1 ? "compare" : "layers",
    visible: parts.length > 0 ? parts : shown.layers.map((_, number) => number),
    sourceVisible: shown.layers.length === 0,
    masks: false,
    backdrop: "checkers",
    color: "#3b7dd8",
    divider: 0.5,
    look: undefined,
  };
}

/** The state that was kept, where it belongs to what is shown; the first one for whatever of it makes no sense. */
export function restoredState(kept: unknown, shown: Shown): ViewState {
  const first = firstState(shown);
  if (!isRecord(kept) || kept.origin !== shown.origin) return first;
  const { mode, visible, sourceVisible, masks, backdrop, color, divider, look } = kept;
  return {
    ...first,
    mode: modes.find((one) => one === mode) ?? first.mode,
    visible: Array.isArray(visible) ? numbersOf(visible, shown) : first.visible,
    sourceVisible: sourceVisible === true,
    masks: masks === true,
    backdrop: backdrops.find((one) => one === backdrop) ?? first.backdrop,
    color: typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color) ? color : first.color,
    divider: typeof divider === "number" && divider >= 0 && divider <= 1 ? divider : first.divider,
    look: isLook(look) ? look : undefined,
  };
}

function numbersOf(numbers: readonly unknown[], { layers }: Shown): readonly number[] {
  return layers.flatMap((_, number) => (numbers.includes(number) ? [number] : []));
}

function isLook(value: unknown): value is Look {
  if (!isRecord(value) || !Number.isFinite(value.x) || !Number.isFinite(value.y)) return false;
  const { zoom } = value;
  return zoom === undefined || (typeof zoom === "number" && zoom >= leastZoom && zoom <= mostZoom);
}
