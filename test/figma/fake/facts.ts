import type {
  BlendMode,
  Effect,
  MaskType,
  Paint,
  Rect,
  Transform,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { identity } from "./matrix.ts";

/** All that changes about a node, as plain data, so that a step can be undone and two states be compared. */
export interface Facts {
  name: string;
  pluginData: Record<string, string>;
  sharedPluginData: Record<string, string>;
  relaunch: Record<string, string>;
  visible: boolean;
  locked: boolean;
  expanded: boolean;
  transform: Transform;
  width: number;
  height: number;
  opacity: number;
  blendMode: BlendMode;
  isMask: boolean;
  maskType: MaskType;
  effects: readonly Effect[];
  /** `mixed` stands for `figma.mixed`, which can't be copied. */
  fills: readonly Paint[] | "mixed";
  strokes: readonly Paint[];
  strokeWeight: number;
  strokeAlign: "CENTER" | "INSIDE" | "OUTSIDE";
  /** Clockwise from the top left. */
  radii: readonly [number, number, number, number];
  cornerSmoothing: number;
  clipsContent: boolean;
  layoutMode: "NONE" | "HORIZONTAL" | "VERTICAL" | "GRID";
  itemSpacing: number;
  padding: number;
  layoutPositioning: "AUTO" | "ABSOLUTE";
  aspectLocked: boolean;
  /** Ids of what is selected, of a page. */
  selection: readonly string[];
}

const white = { type: "SOLID", color: { r: 1, g: 1, b: 1 } } satisfies Paint;
const grey = { type: "SOLID", color: { r: 0.85, g: 0.85, b: 0.85 } } satisfies Paint;

/** What a new node has: 100 by 100, shapes grey, frames white and clipping. */
export function newFacts(type: string): Facts {
  const frame = type === "FRAME" || type === "COMPONENT" || type === "INSTANCE";
  const shape = type === "RECTANGLE" || type === "ELLIPSE";
  return {
    name: type.charAt(0) + type.slice(1).toLowerCase(),
    pluginData: {},
    sharedPluginData: {},
    relaunch: {},
    visible: true,
    locked: false,
    expanded: false,
    transform: identity,
    width: 100,
    height: 100,
    opacity: 1,
    blendMode: shape ? "NORMAL" : "PASS_THROUGH",
    isMask: false,
    maskType: "ALPHA",
    effects: [],
    fills: frame || type === "SECTION" ? [white] : shape ? [grey] : [],
    strokes: [],
    strokeWeight: 1,
    strokeAlign: "INSIDE",
    radii: [0, 0, 0, 0],
    cornerSmoothing: 0,
    clipsContent: frame,
    layoutMode: "NONE",
    itemSpacing: 0,
    padding: 0,
    layoutPositioning: "AUTO",
    aspectLocked: false,
    selection: [],
  };
}

export const noRect: Rect = { x: 0, y: 0, width: 0, height: 0 };
