import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { PlacementPlan } from "../../shared/placement-plan.ts";
import { isUpright, moved } from "../matrix.ts";
import { pageOf } from "../plan/plan-placement.ts";
import { PluginError, sentenceOf } from "../plugin-error.ts";

/** Far from where anybody looks, and between no two pixels. */
const away = -100_000;

/**
 * Takes the picture that a plan says: the uploaded file, or a PNG drawing. A copy that it needs for that is gone when
 * it returns, whatever happens.
 *
 * @param copies holds the copy while it is there, for whoever ends the plugin meanwhile
 * @throws {PluginError} `not-exported` when Figma can't draw the node
 */
export async function exportPicture(
  figma: Pick<PluginAPI, "getImageByHash">,
  node: SceneNode,
  { picture }: PlacementPlan,
  copies: Set<SceneNode>,
): Promise<Uint8Array> {
  if (picture.from === "image") {
    const bytes = await figma.getImageByHash(picture.hash)?.getBytesAsync();
    if (bytes) return bytes;
    throw new PluginError("not-exported", `Figma does not have the image of “${node.name}” any more.`);
  }
  const { name } = node;
  const copy = picture.from === "copy" ? uprightCopy(node, picture.upright) : undefined;
  if (copy) copies.add(copy);
  try {
    return await (copy ?? node).exportAsync({
      format: "PNG",
      useAbsoluteBounds: picture.bounds === "box",
      colorProfile: "SRGB",
      constraint: { type: "SCALE", value: picture.scale },
    });
  } catch (thrown) {
    throw new PluginError("not-exported", `Figma could not draw “${name}”: ${sentenceOf(thrown)}`);
  } finally {
    if (copy && !copy.removed) copy.remove();
    if (copy) copies.delete(copy);
  }
}

/** A copy by itself on the node's page, opaque and no mask; as it shows, or neither turned nor flipped. */
function uprightCopy(node: SceneNode, upright: boolean): SceneNode {
  const place = node.absoluteTransform;
  const copy = node.clone();
  pageOf(node)?.appendChild(copy);
  if (!("opacity" in copy)) return copy;
  copy.opacity = 1;
  if (copy.blendMode !== "PASS_THROUGH") copy.blendMode = "NORMAL";
  if ("isMask" in copy) copy.isMask = false;
  if ("relativeTransform" in copy) {
    const [[a, b, x], [c, d, y]] = upright && !isUpright(place) ? moved(flat, 0, 0) : place;
    const [left, top] = upright ? [away, away] : [x, y];
    copy.relativeTransform = [
      [a, b, left],
      [c, d, top],
    ];
  }
  return copy;
}

const flat = [
  [1, 0, 0],
  [0, 1, 0],
] as const;
