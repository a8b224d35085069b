import type {
  BaseNode,
  PageNode,
  PluginAPI,
  Rect,
  SceneNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Box, Matrix, PlacementPlan } from "../../shared/placement-plan.ts";
import { boxAround, isUpright, moved, near } from "../matrix.ts";
import { PluginError } from "../plugin-error.ts";
import { exportScale } from "./export-scale.ts";
import { imagePlace } from "./image-place.ts";
import { plainImage, uploadOf } from "./plain-image.ts";

type Figma = Pick<PluginAPI, "getImageByHash" | "root">;

/**
 * Plans where a node's layers go, before its picture is taken. Reads the node, changes nothing.
 *
 * - A plain image: the file as it was uploaded, at full resolution; layers lie where the image does, crop, rotation
 *   and flip included.
 * - What draws within its box: a drawing of the box, of a copy set upright if the node is turned or see-through; the
 *   result frame then gets the node's turn, opacity and blend mode.
 * - What draws outside of its box, by a shadow, a stroke or overflow: a drawing of all of it as it shows, placed
 *   upright.
 *
 * @throws {PluginError} `no-size`
 */
export async function planPlacement(figma: Figma, node: SceneNode): Promise<PlacementPlan> {
  const { width, height, absoluteTransform } = node;
  const page = pageOf(node);
  const known = {
    version: 1,
    file: figma.root.name,
    page: page?.id ?? "",
    node: {
      id: node.id,
      name: node.name,
      type: node.type,
      box: boxAround(absoluteTransform, width, height),
      axes: moved(absoluteTransform, 0, 0),
    },
  } as const;
  const frame = {
    transform: absoluteTransform,
    width,
    height,
    radii: noRadii,
    smoothing: 0,
    ...blending(node),
  };

  const image = plainImage(node);
  const upload = image && (await uploadOf(figma, image));
  const place = image && upload && imagePlace(image, node, upload);
  if (upload && place) {
    return {
      ...known,
      picture: { from: "image", hash: upload.hash },
      frame: { ...frame, ...corners(node) },
      place,
    };
  }
  const scale = await exportScale(figma, node);
  const drawn = drawnBox(node);
  if (!drawn || within(drawn, known.node.box)) {
    if (width < 0.01 || height < 0.01)
      throw new PluginError("no-size", `“${node.name}” has no width or height.`);
    const from = needsCopy(node, scale) ? "copy" : "node";
    const raster = onGrid({ x: 0, y: 0, width, height }, scale);
    return { ...known, picture: { from, bounds: "box", upright: true, scale }, frame, place: spread(raster) };
  }
  const raster = onGrid(drawn, scale);
  const from = isBlended(node) ? "copy" : "node";
  return {
    ...known,
    picture: { from, bounds: "drawn", upright: false, scale },
    frame: {
      ...frame,
      width: raster.width,
      height: raster.height,
      transform: [
        [1, 0, raster.x],
        [0, 1, raster.y],
      ],
    },
    place: spread({ ...raster, x: 0, y: 0 }),
  };
}

const noRadii = [0, 0, 0, 0] as const;

function spread({ x, y, width, height }: Box): Matrix {
  return [
    [width, 0, x],
    [0, height, y],
  ];
}

/** A drawing is made of whole pixels: it begins and ends where the first and last of them do. */
function onGrid({ x, y, width, height }: Box, scale: number): Box {
  const tiny = 1e-3;
  const [left, top] = [Math.floor(x * scale + tiny), Math.floor(y * scale + tiny)];
  const right = Math.ceil((x + width) * scale - tiny);
  const bottom = Math.ceil((y + height) * scale - tiny);
  return { x: left / scale, y: top / scale, width: (right - left) / scale, height: (bottom - top) / scale };
}

function drawnBox(node: SceneNode): Rect | null {
  return "absoluteRenderBounds" in node ? node.absoluteRenderBounds : null;
}

function within(drawn: Box, box: Box): boolean {
  const most = 0.01;
  return (
    drawn.x >= box.x - most &&
    drawn.y >= box.y - most &&
    drawn.x + drawn.width <= box.x + box.width + most &&
    drawn.y + drawn.height <= box.y + box.height + most
  );
}

/** Whether the node itself would be drawn turned, flipped, between pixels, or see-through. */
function needsCopy(node: SceneNode, scale: number): boolean {
  const [[, , x], [, , y]] = node.absoluteTransform;
  const onPixels = near(x * scale, Math.round(x * scale)) && near(y * scale, Math.round(y * scale));
  return !isUpright(node.absoluteTransform) || !onPixels || isBlended(node);
}

function isBlended(node: SceneNode): boolean {
  const { opacity, blendMode } = blending(node);
  return opacity !== 1 || (blendMode !== "NORMAL" && blendMode !== "PASS_THROUGH") || isMask(node);
}

function isMask(node: SceneNode): boolean {
  return "isMask" in node && node.isMask;
}

function blending(node: SceneNode): Pick<PlacementPlan["frame"], "opacity" | "blendMode"> {
  if (!("opacity" in node)) return { opacity: 1, blendMode: "NORMAL" };
  return { opacity: node.opacity, blendMode: node.blendMode };
}

/** How a node is rounded. */
export function corners(node: SceneNode): Pick<PlacementPlan["frame"], "radii" | "smoothing"> {
  if (node.type !== "RECTANGLE" && node.type !== "FRAME") return { radii: noRadii, smoothing: 0 };
  const { topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius, cornerSmoothing } = node;
  return {
    radii: [topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius],
    smoothing: cornerSmoothing,
  };
}

/** The page that a node is on; `undefined` for one that was removed. */
export function pageOf(node: BaseNode): PageNode | undefined {
  for (let at: BaseNode | null = node; at; at = at.parent) if (at.type === "PAGE") return at;
  return undefined;
}
