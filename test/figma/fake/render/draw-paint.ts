import type { ImagePaint, Paint, Rect, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Pixels } from "@stratify/imaging";
import { invert, multiply } from "../matrix.ts";
import { imagePlacement } from "./image-placement.ts";
import { drawOver, type Raster, rasterFor } from "./raster.ts";
import { imageSampler, type Sample } from "./sample-image.ts";

/** Where a paint goes. */
export interface Canvas {
  readonly target: Raster;
  /** What of it the paint can reach. */
  readonly box: Rect;
  /** From the node's own units to device pixels. */
  readonly toDevice: Transform;
  readonly size: { readonly width: number; readonly height: number };
  readonly coverage: (x: number, y: number) => number;
  readonly images: ReadonlyMap<string, Pixels>;
}

/** Paints a shape, solid or with a picture. */
export function drawPaint(canvas: Canvas, paint: Paint): void {
  const { visible = true, opacity = 1, blendMode = "NORMAL" } = paint;
  if (!visible || opacity === 0) return;
  if (blendMode !== "NORMAL") throw new Error(`this fake blends no paint by ${blendMode}`);
  const color = colorOf(canvas, paint);
  const layer = rasterFor(canvas.box, canvas.target);
  const sample: Sample = [0, 0, 0, 0];
  let at = 0;
  for (let y = layer.y; y < layer.y + layer.height; y += 1) {
    for (let x = layer.x; x < layer.x + layer.width; x += 1, at += 4) {
      const covered = canvas.coverage(x, y);
      if (covered === 0) continue;
      color(x, y, sample);
      for (let channel = 0; channel < 4; channel += 1)
        layer.data[at + channel] = (sample[channel] ?? 0) * covered;
    }
  }
  drawOver(canvas.target, layer, opacity, false);
}

function colorOf(canvas: Canvas, paint: Paint): (x: number, y: number, into: Sample) => void {
  if (paint.type === "SOLID") {
    const { r, g, b } = paint.color;
    return (_x, _y, into) => {
      into[0] = r;
      into[1] = g;
      into[2] = b;
      into[3] = 1;
    };
  }
  if (paint.type === "IMAGE") return imageColor(canvas, paint);
  throw new Error(`this fake draws no ${paint.type} paint`);
}

function imageColor({ images, size, toDevice }: Canvas, paint: ImagePaint) {
  if (Object.values(paint.filters ?? {}).some((value) => value !== 0))
    throw new Error("this fake filters no images");
  const image = images.get(paint.imageHash ?? "");
  if (!image) throw new Error(`the image ${paint.imageHash} was not decoded`);
  const toImage = multiply(imagePlacement(paint, size, image), invert(toDevice));
  return imageSampler(image, toImage, paint.scaleMode === "TILE");
}
