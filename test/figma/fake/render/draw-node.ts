import type { Effect, Paint, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Pixels } from "@stratify/imaging";
import { absoluteTransformOf, drawnBox, sizeOf } from "../geometry.ts";
import { boxAround, multiply } from "../matrix.ts";
import { type AnyScene, isScene } from "../nodes/any-node.ts";
import { inner } from "../nodes/fake-base.ts";
import { blur } from "./blur.ts";
import { coverageOf } from "./coverage.ts";
import { drawPaint } from "./draw-paint.ts";
import { drawOver, fade, type Raster, rasterFor } from "./raster.ts";

/** What drawing needs to know besides the nodes. */
export interface Scene {
  /** From the page's units to device pixels. */
  readonly view: Transform;
  readonly images: ReadonlyMap<string, Pixels>;
}

/** What stands for fills that differ from letter to letter, or from region to region. */
const plainGrey = { type: "SOLID", color: { r: 0.5, g: 0.5, b: 0.5 } } satisfies Paint;

/** Draws a node with its opacity, blend mode and effects. */
export function drawNode(target: Raster, node: AnyScene, scene: Scene): void {
  const { visible, opacity, blendMode, effects } = node[inner].facts;
  const box = drawnBox(node);
  if (!visible || !box || opacity === 0) return;
  if (blendMode !== "NORMAL" && blendMode !== "PASS_THROUGH" && blendMode !== "MULTIPLY")
    throw new Error(`this fake does not blend by ${blendMode}`);
  const shown = effects.filter((effect) => effect.visible);
  const plain = opacity === 1 && blendMode !== "MULTIPLY" && shown.length === 0;
  if (plain) {
    drawContent(target, node, scene);
    return;
  }
  // Shadows fall from what lies outside of the target too.
  const layer = rasterFor(boxAround(scene.view, box), shown.length > 0 ? undefined : target);
  drawContent(layer, node, scene);
  const finished = shown.reduce((below, effect) => withEffect(below, effect, scene), layer);
  drawOver(target, cut(finished, target), opacity, blendMode === "MULTIPLY");
}

function drawContent(target: Raster, node: AnyScene, scene: Scene): void {
  const { facts, kids } = node[inner];
  const size = sizeOf(node);
  const shape = { type: node.type, facts, size };
  const toDevice = multiply(scene.view, absoluteTransformOf(node));
  const box = (by: number) =>
    boxAround(toDevice, { x: -by, y: -by, width: size.width + 2 * by, height: size.height + 2 * by });
  const coverage = coverageOf(shape, toDevice);
  const paints = facts.fills === "mixed" ? [plainGrey] : facts.fills;
  for (const paint of paints)
    drawPaint({ target, box: box(0), toDevice, size, coverage, images: scene.images }, paint);
  const inside = kids.filter(isScene);
  if (facts.clipsContent && inside.length > 0) {
    const layer = rasterFor(box(0), target);
    drawChildren(layer, inside, scene);
    fade(layer, coverage);
    drawOver(target, layer, 1, false);
  } else drawChildren(target, inside, scene);

  const [outer, hole] = {
    INSIDE: [0, -facts.strokeWeight],
    CENTER: [facts.strokeWeight / 2, -facts.strokeWeight / 2],
    OUTSIDE: [facts.strokeWeight, 0],
  }[facts.strokeAlign];
  for (const paint of facts.strokes) {
    const [whole, within] = [coverageOf(shape, toDevice, outer), coverageOf(shape, toDevice, hole)];
    const ring = (x: number, y: number) => Math.max(0, whole(x, y) - within(x, y));
    drawPaint({ target, box: box(outer ?? 0), toDevice, size, coverage: ring, images: scene.images }, paint);
  }
}

/** Bottom to top; a mask holds for all that lie above it. */
function drawChildren(target: Raster, children: readonly AnyScene[], scene: Scene): void {
  const at = children.findIndex((child) => child[inner].facts.isMask && child[inner].facts.visible);
  for (const child of at < 0 ? children : children.slice(0, at)) drawNode(target, child, scene);
  const mask = children[at];
  if (!mask) return;
  const shape = rasterFor(target, target);
  drawNode(shape, mask, scene);
  const layer = rasterFor(target, target);
  drawChildren(layer, children.slice(at + 1), scene);
  const luminance = mask[inner].facts.maskType === "LUMINANCE";
  fade(layer, (x, y) => {
    const pixel = 4 * ((y - shape.y) * shape.width + x - shape.x);
    const [red = 0, green = 0, blue = 0, alpha = 0] = shape.data.subarray(pixel, pixel + 4);
    return Math.min(1, luminance ? 0.2126 * red + 0.7152 * green + 0.0722 * blue : alpha);
  });
  drawOver(target, layer, 1, false);
}

function withEffect(layer: Raster, effect: Effect, { view }: Scene): Raster {
  const scale = Math.hypot(view[0][0], view[1][0]);
  if (effect.type === "LAYER_BLUR") {
    blur(layer, effect.radius * scale);
    return layer;
  }
  if (effect.type !== "DROP_SHADOW") throw new Error(`this fake draws no ${effect.type}`);
  const shadow: Raster = { ...layer, data: new Float32Array(layer.data.length) };
  const { r, g, b, a } = effect.color;
  const [right, down] = [Math.round(effect.offset.x * scale), Math.round(effect.offset.y * scale)];
  for (let y = 0; y < layer.height; y += 1) {
    for (let x = 0; x < layer.width; x += 1) {
      const [fromX, fromY] = [x - right, y - down];
      if (fromX < 0 || fromY < 0 || fromX >= layer.width || fromY >= layer.height) continue;
      const alpha = (layer.data[4 * (fromY * layer.width + fromX) + 3] ?? 0) * a;
      shadow.data.set([r * alpha, g * alpha, b * alpha, alpha], 4 * (y * layer.width + x));
    }
  }
  blur(shadow, effect.radius * scale);
  drawOver(shadow, layer, 1, false);
  return shadow;
}

function cut(raster: Raster, within: Raster): Raster {
  const part = rasterFor(raster, within);
  for (let y = 0; y < part.height; y += 1) {
    const from = 4 * ((y + part.y - raster.y) * raster.width + part.x - raster.x);
    part.data.set(raster.data.subarray(from, from + 4 * part.width), 4 * y * part.width);
  }
  return part;
}
