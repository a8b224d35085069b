import type { Rect, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { noRect } from "./facts.ts";
import { apply, boxAround, grown, identity, intersection, invert, multiply, union } from "./matrix.ts";
import { isScene } from "./nodes/any-node.ts";
import { type FakeBase, inner } from "./nodes/fake-base.ts";

/** The nearest ancestor that coordinates are relative to, which a group is not. */
export function containerOf(node: FakeBase): FakeBase | null {
  let above = node[inner].parent;
  while (above && above.type === "GROUP") above = above[inner].parent;
  return above;
}

/** A group has no place of its own: it is where its children are, along its own axes. */
export function relativeTransformOf(node: FakeBase): Transform {
  const { transform } = node[inner].facts;
  if (node.type !== "GROUP") return transform;
  const { x, y } = apply(axesOf(transform), groupBox(node));
  const [[a, b], [c, d]] = transform;
  return [
    [a, b, x],
    [c, d, y],
  ];
}

export function absoluteTransformOf(node: FakeBase): Transform {
  const container = containerOf(node);
  if (node.type === "PAGE" || node.type === "DOCUMENT") return identity;
  const own = relativeTransformOf(node);
  return container ? multiply(absoluteTransformOf(container), own) : own;
}

export function sizeOf(node: FakeBase): { width: number; height: number } {
  return node.type === "GROUP" ? groupBox(node) : node[inner].facts;
}

export function boundingBoxOf(node: FakeBase): Rect {
  const { width, height } = sizeOf(node);
  return boxAround(absoluteTransformOf(node), { x: 0, y: 0, width, height });
}

/** Moves and turns a node; a group by moving and turning what is in it. */
export function setTransform(node: FakeBase, transform: Transform): void {
  const [[a, b], [c, d]] = transform;
  const unit = (x: number, y: number) => Math.abs(Math.hypot(x, y) - 1) < 1e-4;
  if (!unit(a, c) || !unit(b, d))
    throw new Error("in set_relativeTransform: the axes of a transform must be of length 1");
  if (node.type === "GROUP") {
    const change = multiply(transform, invert(relativeTransformOf(node)));
    node[inner].facts.transform = axesOf(transform);
    for (const kid of node[inner].kids) setTransform(kid, multiply(change, relativeTransformOf(kid)));
  } else {
    node[inner].facts.transform = transform;
  }
}

/** What is drawn of a node: with strokes, shadows and overflow, without what it clips. */
export function renderBoundsOf(node: FakeBase): Rect | null {
  if (!isShown(node)) return null;
  return drawnBox(node) ?? boundingBoxOf(node);
}

/** Whether a node and all that it is in are visible. */
export function isShown(node: FakeBase): boolean {
  for (let at: FakeBase | null = node; at; at = at[inner].parent) if (!at[inner].facts.visible) return false;
  return true;
}

/** Where something of it is drawn, its ancestors left aside; nothing where it has nothing to draw. */
export function drawnBox(node: FakeBase): Rect | undefined {
  const { visible, effects, strokes, strokeWeight, strokeAlign, fills, clipsContent } = node[inner].facts;
  if (!visible) return undefined;
  const box = boundingBoxOf(node);
  const boxes: Rect[] = [];
  if (fills === "mixed" || fills.some((paint) => paint.visible !== false)) boxes.push(box);
  const outside = strokeAlign === "OUTSIDE" ? strokeWeight : strokeAlign === "CENTER" ? strokeWeight / 2 : 0;
  if (strokes.some((paint) => paint.visible !== false)) boxes.push(grown(box, outside));
  for (const kid of node[inner].kids.filter(isScene)) {
    const drawn = drawnBox(kid);
    if (!drawn) continue;
    const shown = clipsContent ? intersection(drawn, box) : drawn;
    if (shown.width > 0 && shown.height > 0) boxes.push(shown);
  }
  if (boxes.length === 0) return undefined;
  const plain = union(boxes);
  const spread = effects.flatMap((effect) => {
    if (!effect.visible) return [];
    if (effect.type === "LAYER_BLUR") return [grown(plain, effect.radius)];
    if (effect.type !== "DROP_SHADOW") throw new Error(`this fake draws no ${effect.type}`);
    const { offset, radius, spread: more = 0 } = effect;
    return [grown({ ...plain, x: plain.x + offset.x, y: plain.y + offset.y }, radius + more)];
  });
  return union([plain, ...spread]);
}

function groupBox(group: FakeBase): Rect {
  const upright = invert(axesOf(group[inner].facts.transform));
  const boxes = group[inner].kids.map((kid) => {
    const { width, height } = sizeOf(kid);
    return boxAround(multiply(upright, relativeTransformOf(kid)), { x: 0, y: 0, width, height });
  });
  return boxes.length > 0 ? union(boxes) : noRect;
}

function axesOf([[a, b], [c, d]]: Transform): Transform {
  return [
    [a, b, 0],
    [c, d, 0],
  ];
}
