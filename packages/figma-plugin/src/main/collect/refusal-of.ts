import type { BaseNode, Paint, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

/** Why a node can't be split, in words that go after its name. */
const reasons = {
  hidden: "is hidden. Show it first.",
  "inside-hidden": "is inside of something hidden. Show that first.",
  empty: "has nothing visible in it.",
  "no-size": "has no width or height.",
  video: "is a video. Only still pictures can be split.",
  slice: "is a slice. Select what it shows instead.",
} as const;

export type RefusalCode = keyof typeof reasons;

/** Tells whether a node can be split, without changing or drawing it; `undefined` when it can. */
export function refusalOf(node: SceneNode): { code: RefusalCode; text: string } | undefined {
  const code = codeOf(node);
  return code && { code, text: `“${node.name}” ${reasons[code]}` };
}

function codeOf(node: SceneNode): RefusalCode | undefined {
  if (node.type === "SLICE") return "slice";
  if (!node.visible) return "hidden";
  for (let above: BaseNode | null = node.parent; above && above.type !== "PAGE"; above = above.parent) {
    if ("visible" in above && !above.visible) return "inside-hidden";
  }
  if ("fills" in node && typeof node.fills !== "symbol" && shown(node.fills).some(isVideo)) return "video";
  if (!drawsSomething(node)) return "empty";
  return node.width < 1 && node.height < 1 ? "no-size" : undefined;
}

/** Whether a node, or something in it, has a visible paint. What is neither painted nor a container draws itself. */
export function drawsSomething(node: SceneNode): boolean {
  if (!node.visible || ("opacity" in node && node.opacity === 0)) return false;
  const fills = "fills" in node ? node.fills : undefined;
  if (typeof fills === "symbol") return true;
  if (fills && shown(fills).length > 0) return true;
  if ("strokes" in node && shown(node.strokes).length > 0) return true;
  if ("children" in node) return node.children.some(drawsSomething);
  return fills === undefined;
}

/** Paints that show. */
export function shown(paints: readonly Paint[]): readonly Paint[] {
  return paints.filter(({ visible = true, opacity = 1 }) => visible && opacity > 0);
}

function isVideo({ type }: Paint): boolean {
  return type === "VIDEO";
}
