import type { ImagePaint, PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { readPictureInfo } from "@stratify/imaging";
import { shown } from "../collect/refusal-of.ts";

/** The image of a node that shows one image and nothing else: no stroke, no effect, nothing in it, no shape but corners. */
export function plainImage(node: SceneNode): ImagePaint | undefined {
  if (node.type !== "RECTANGLE" && node.type !== "FRAME") return undefined;
  if (node.type === "FRAME" && node.children.length > 0) return undefined;
  if (shown(node.strokes).length > 0 || node.effects.some(({ visible }) => visible)) return undefined;
  if (typeof node.fills === "symbol") return undefined;
  const [paint, ...others] = shown(node.fills);
  if (paint?.type !== "IMAGE" || others.length > 0) return undefined;
  const { opacity = 1, blendMode = "NORMAL", filters = {}, rotation = 0 } = paint;
  // Nobody documents which way a quarter turns: what Figma draws is sure.
  if (rotation % 180 !== 0) return undefined;
  const filtered = Object.values(filters).some((amount) => amount !== 0);
  return opacity === 1 && blendMode === "NORMAL" && !filtered ? paint : undefined;
}

/** An image of the document as it was uploaded. */
export interface Upload {
  readonly hash: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Whether the uploaded file can be taken instead of a drawing: it must decode elsewhere to the very pixels that Figma
 * shows. GIF does not, nor do CMYK and animations; what a camera turned by a tag is drawn to be sure.
 */
export async function uploadOf(
  figma: Pick<PluginAPI, "getImageByHash">,
  paint: ImagePaint,
): Promise<Upload | undefined> {
  const image = paint.imageHash === null ? null : figma.getImageByHash(paint.imageHash);
  if (!image) return undefined;
  const { width, height } = await image.getSizeAsync();
  try {
    const info = readPictureInfo(await image.getBytesAsync());
    const same = info.width === width && info.height === height && info.orientation === 1;
    return same && !info.animated && info.color !== "cmyk" ? { hash: image.hash, width, height } : undefined;
  } catch {
    return undefined;
  }
}
