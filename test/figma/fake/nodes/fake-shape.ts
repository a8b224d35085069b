import type {
  EllipseNode,
  Paint,
  PluginAPI,
  RectangleNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { copyOf } from "../copy-node.ts";
import type { Facts } from "../facts.ts";
import { theMixed } from "../mixed.ts";
import type { World } from "../world.ts";
import { inner } from "./fake-base.ts";
import { FakeScene } from "./fake-scene.ts";

/** What is painted: fills, strokes, corners. */
export abstract class FakePainted extends FakeScene {
  get fills(): ReadonlyArray<Paint> | PluginAPI["mixed"] {
    const fills = this.read("fills");
    return fills === "mixed" ? theMixed() : fills;
  }
  set fills(fills: ReadonlyArray<Paint> | PluginAPI["mixed"]) {
    if (typeof fills === "symbol") throw new Error("in set_fills: expected an array of paints");
    for (const paint of fills) checkPaint(paint, this[inner].world);
    this.write("fills", fills);
  }

  get strokes(): ReadonlyArray<Paint> {
    return this.read("strokes");
  }
  set strokes(strokes: ReadonlyArray<Paint>) {
    this.write("strokes", strokes);
  }
  get strokeWeight(): number {
    return this.read("strokeWeight");
  }
  set strokeWeight(weight: number | PluginAPI["mixed"]) {
    if (typeof weight !== "number") throw new Error("in set_strokeWeight: expected a number");
    this.write("strokeWeight", weight);
  }
  get strokeAlign(): "CENTER" | "INSIDE" | "OUTSIDE" {
    return this.read("strokeAlign");
  }
  set strokeAlign(align: "CENTER" | "INSIDE" | "OUTSIDE") {
    this.write("strokeAlign", align);
  }

  get cornerRadius(): number | PluginAPI["mixed"] {
    const [first, ...others] = this.read("radii");
    return others.every((radius) => radius === first) ? first : theMixed();
  }
  set cornerRadius(radius: number | PluginAPI["mixed"]) {
    if (typeof radius !== "number" || radius < 0)
      throw new Error("in set_cornerRadius: expected a number from 0");
    this.write("radii", [radius, radius, radius, radius]);
  }
  get cornerSmoothing(): number {
    return this.read("cornerSmoothing");
  }
  set cornerSmoothing(smoothing: number) {
    this.write("cornerSmoothing", smoothing);
  }
}

/** With corners of their own. */
export abstract class FakeCornered extends FakePainted {
  get topLeftRadius(): number {
    return this.read("radii")[0];
  }
  set topLeftRadius(radius: number) {
    this.#set(0, radius);
  }
  get topRightRadius(): number {
    return this.read("radii")[1];
  }
  set topRightRadius(radius: number) {
    this.#set(1, radius);
  }
  get bottomRightRadius(): number {
    return this.read("radii")[2];
  }
  set bottomRightRadius(radius: number) {
    this.#set(2, radius);
  }
  get bottomLeftRadius(): number {
    return this.read("radii")[3];
  }
  set bottomLeftRadius(radius: number) {
    this.#set(3, radius);
  }

  #set(corner: number, radius: number): void {
    if (!(radius >= 0)) throw new Error("in set_radius: expected a number from 0");
    const [first, second, third, fourth] = this.read("radii");
    const radii: Facts["radii"] = [
      corner === 0 ? radius : first,
      corner === 1 ? radius : second,
      corner === 2 ? radius : third,
      corner === 3 ? radius : fourth,
    ];
    this.write("radii", radii);
  }
}

export class FakeRectangle extends FakeCornered implements RectangleNode {
  readonly type = "RECTANGLE";
  constructor(world: World) {
    super(world, "RECTANGLE");
  }
  clone(): FakeRectangle {
    this.alive("clone");
    return copyOf(this, new FakeRectangle(this[inner].world));
  }
}

export class FakeEllipse extends FakePainted implements EllipseNode {
  readonly type = "ELLIPSE";
  constructor(world: World) {
    super(world, "ELLIPSE");
  }
  clone(): FakeEllipse {
    this.alive("clone");
    return copyOf(this, new FakeEllipse(this[inner].world));
  }
}

/** @throws for a paint that Figma would not take */
function checkPaint(paint: Paint, world: World): void {
  if (paint.type !== "IMAGE") return;
  const { imageHash, rotation = 0, scaleMode, imageTransform } = paint;
  if (imageHash === null || !world.images.has(imageHash))
    throw new Error(`in set_fills: there is no image ${imageHash}`);
  if (rotation % 90 !== 0) throw new Error("in set_fills: an image turns in steps of 90 degrees");
  if (scaleMode === "CROP" && rotation !== 0)
    throw new Error("in set_fills: a cropped image has no rotation");
  if (scaleMode !== "CROP" && imageTransform)
    throw new Error("in set_fills: imageTransform is for CROP only");
}
