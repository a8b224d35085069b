import type { Rect } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { boundingBoxOf, renderBoundsOf } from "../fake/geometry.ts";
import { union } from "../fake/matrix.ts";
import type { AnyScene } from "../fake/nodes/any-node.ts";
import { FakeFrame } from "../fake/nodes/fake-frame.ts";
import type { OpenFile } from "../fake/open-file.ts";
import { renderRegion } from "../fake/render/export-node.ts";
import { meanDifference } from "../pictures.ts";

/** The frame that a placed result is in. */
export async function frameOf(file: OpenFile, id: string): Promise<FakeFrame> {
  const node = await file.figma.getNodeByIdAsync(id);
  if (!(node instanceof FakeFrame)) throw new Error(`${id} is no frame`);
  return node;
}

/**
 * Mean difference, of 255, between what Figma draws of a source and of the result that lies beside it, moved by whole
 * units: over all that the source draws, and its box.
 *
 * @param scale pixels a unit
 */
export async function recomposition(source: AnyScene, result: FakeFrame, scale = 1): Promise<number> {
  const [box, drawn, frame] = [boundingBoxOf(source), renderBoundsOf(source), boundingBoxOf(result)];
  if (!drawn) throw new Error(`${source.name} does not show`);
  const sameBox = Math.abs(frame.width - box.width) < 0.01 && Math.abs(frame.height - box.height) < 0.01;
  const home = sameBox ? box : drawn;
  const whole = union([box, drawn]);
  const there: Rect = { ...whole, x: whole.x + Math.ceil(frame.x - home.x - 1e-6) };
  return meanDifference(await renderRegion(source, whole, scale), await renderRegion(result, there, scale));
}
