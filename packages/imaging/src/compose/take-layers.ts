import { type Bounds, boundsOf } from "../pixels/bounds.ts";
import { maskFromAlpha } from "../pixels/masks.ts";
import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropMask, cropPixels } from "../pixels/trim.ts";
import { fullOverview, type MaskOverview } from "./mask-overview.ts";
import { orderMasks } from "./order-masks.ts";
import { beneathOf, takeLayer } from "./take-layer.ts";
import { findTraces, type Traces, unmix } from "./unmix.ts";

/** A mask to make a layer of. */
export interface LayerMask {
  readonly bounds: Bounds;
  /** Cut to `bounds`. */
  readonly mask: Mask;
  readonly overview: MaskOverview;
  /** Place in the stack, 0 at the bottom, where the provider tells. */
  readonly depth?: number;
  /** What the provider painted where it could not see the source, of the source's size and opaque. */
  readonly behind?: Pixels;
}

/** A layer, cut to what is visible of it. */
export interface TakenLayer {
  readonly bounds: Bounds;
  readonly pixels: Pixels;
  /** The alpha channel of `pixels`. */
  readonly mask: Mask;
}

/** Paints over what a mask marks, from what is around it. */
export type FillRemainder = (source: Pixels, mask: Mask, signal?: AbortSignal) => Promise<Pixels>;

/** A source, taken apart. */
export interface Taken<Of extends LayerMask> {
  /** Bottom to top. A mask of which the layers above leave nothing has no `layer`. */
  readonly layers: readonly { readonly of: Of; readonly layer?: TakenLayer }[];
  /** What is left; absent when nothing is. */
  readonly remainder?: TakenLayer;
}

/**
 * Takes layers off a source from the top down, so that drawing remainder and layers over each other gives it back.
 *
 * Of what lies behind all others, the part that they hide shows what its provider painted there, where it did. If the
 * provider left the rest as it was, traces of the layers beside their masks go to the layers as well.
 *
 * @param fill fills the remainder where layers were, unless a provider's picture of what is behind them does so; the
 * layer that lies behind all others stays as it is
 */
export async function takeLayers<Of extends LayerMask>(
  source: Pixels,
  masks: readonly Of[],
  { fill, signal, each }: { fill?: FillRemainder; signal?: AbortSignal; each?: () => void } = {},
): Promise<Taken<Of>> {
  const pace = new Pace(signal);
  const { order, backdrop } = orderMasks(masks, fullOverview(source));
  await pace.step();
  const beneath = beneathOf(source);
  await pace.step();
  const traces = await tracesOf(source, masks, order, backdrop, pace);
  const layers: { of: Of; layer?: TakenLayer }[] = [];
  let inFront: Mask | undefined;
  for (const index of order.toReversed()) {
    const of = masks[index];
    if (!of) continue;
    if (fill && index === backdrop) inFront = { ...beneath.taken, data: beneath.taken.data.slice() };
    const pixels = await takeLayer(beneath, of.mask, of.bounds, pace);
    if (of.behind && index === backdrop) paintBehind(pixels, of.behind);
    await pace.step();
    const whole =
      traces && index !== backdrop
        ? await unmix(source, beneath.pixels, pixels, of.bounds, index, traces, pace)
        : { pixels, bounds: of.bounds };
    const layer = await trimmed(whole.pixels, whole.bounds, pace);
    layers.unshift(layer ? { of, layer } : { of });
    each?.();
    await pace.rest();
  }
  // Behind a backdrop that its provider painted nobody would see the fill.
  const painted = backdrop !== undefined && masks[backdrop]?.behind !== undefined;
  if (fill && !painted) await fillHoles(source, beneath.pixels, inFront ?? beneath.taken, fill, signal);
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  const remainder = await trimmed(beneath.pixels, whole, pace);
  return remainder ? { layers, remainder } : { layers };
}

/** Traces of the layers on a backdrop that its provider painted and that covers the whole source. */
async function tracesOf(
  source: Pixels,
  masks: readonly LayerMask[],
  order: readonly number[],
  backdrop: number | undefined,
  pace: Pace,
): Promise<Traces | undefined> {
  const lowest = backdrop === undefined ? undefined : masks[backdrop];
  if (!lowest?.behind || order[0] !== backdrop || lowest.mask.data.some((part) => part < 255))
    return undefined;
  const others = order.slice(1).flatMap((index) => {
    const mask = masks[index];
    return mask ? [{ index, bounds: mask.bounds, mask: mask.mask }] : [];
  });
  return findTraces(source, others, lowest.behind, pace);
}

/** Only what layers above hide wholly is painted, so that drawing them over it still gives the source. */
function paintBehind(pixels: Pixels, behind: Pixels): void {
  const [to, from] = [pixels.data, behind.data];
  for (let at = 0; at < to.length; at += 4) {
    if (to[at + 3] === 0) to.set(from.subarray(at, at + 4), at);
  }
}

async function trimmed(pixels: Pixels, bounds: Bounds, pace: Pace): Promise<TakenLayer | undefined> {
  const mask = maskFromAlpha(pixels);
  await pace.step();
  const visible = boundsOf(mask);
  await pace.step();
  if (!visible) return undefined;
  if (visible.width === bounds.width && visible.height === bounds.height) return { bounds, pixels, mask };
  return {
    bounds: { ...visible, x: bounds.x + visible.x, y: bounds.y + visible.y },
    pixels: cropPixels(pixels, visible),
    mask: cropMask(mask, visible),
  };
}

/**
 * Fills in `left` what layers hide wholly. Their soft edges are mixed with their colours in the source, so the fill
 * may not look at these, but what was parted there is kept.
 */
async function fillHoles(
  source: Pixels,
  left: Pixels,
  taken: Mask,
  fill: FillRemainder,
  signal: AbortSignal | undefined,
): Promise<void> {
  const hole = taken.data.map((part, at) => (part > 0 && source.data[4 * at + 3] === 255 ? 255 : 0));
  if (!hole.includes(255)) return;
  const filled = await fill(source, { ...taken, data: hole }, signal);
  for (let at = 0; at < hole.length; at += 1) {
    if (hole[at] === 0 || left.data[4 * at + 3] !== 0) continue;
    left.data[4 * at] = filled.data[4 * at] ?? 0;
    left.data[4 * at + 1] = filled.data[4 * at + 1] ?? 0;
    left.data[4 * at + 2] = filled.data[4 * at + 2] ?? 0;
    left.data[4 * at + 3] = 255;
  }
}
