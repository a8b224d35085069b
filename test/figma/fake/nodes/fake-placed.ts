import type { Rect, Transform, Vector } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { layOut } from "../auto-layout.ts";
import { deepFreeze } from "../deep-freeze.ts";
import {
  absoluteTransformOf,
  boundingBoxOf,
  relativeTransformOf,
  renderBoundsOf,
  setTransform,
  sizeOf,
} from "../geometry.ts";
import { FakeBase, inner, isInsideInstance } from "./fake-base.ts";

/** Where a node is, how large, and how it is turned. */
export abstract class FakePlaced extends FakeBase {
  get width(): number {
    this.alive("width");
    return sizeOf(this).width;
  }
  get height(): number {
    this.alive("height");
    return sizeOf(this).height;
  }

  get x(): number {
    return this.relativeTransform[0][2];
  }
  set x(x: number) {
    const [[a, b], below] = relativeTransformOf(this);
    this.relativeTransform = [[a, b, x], below];
  }
  get y(): number {
    return this.relativeTransform[1][2];
  }
  set y(y: number) {
    const [above, [c, d]] = relativeTransformOf(this);
    this.relativeTransform = [above, [c, d, y]];
  }

  /** Degrees counter-clockwise, about the top left corner. */
  get rotation(): number {
    const [[a], [c]] = this.relativeTransform;
    return (-Math.atan2(c, a) * 180) / Math.PI;
  }
  set rotation(degrees: number) {
    const [[, b, x], [, d, y]] = relativeTransformOf(this);
    const [[a], [c]] = relativeTransformOf(this);
    const flip = a * d - b * c < 0 ? -1 : 1;
    const angle = (-degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.relativeTransform = [
      [cos, -sin * flip, x],
      [sin, cos * flip, y],
    ];
  }

  get relativeTransform(): Transform {
    this.alive("relativeTransform");
    return deepFreeze(structuredClone(relativeTransformOf(this)));
  }
  set relativeTransform(transform: Transform) {
    this.alive("relativeTransform");
    if (isInsideInstance(this))
      throw new Error("in set_relativeTransform: This property cannot be overridden in an instance");
    setTransform(this, structuredClone(transform));
    this.layOutParent();
  }

  get absoluteTransform(): Transform {
    this.alive("absoluteTransform");
    return deepFreeze(structuredClone(absoluteTransformOf(this)));
  }
  get absoluteBoundingBox(): Rect {
    this.alive("absoluteBoundingBox");
    return boundingBoxOf(this);
  }
  get absoluteRenderBounds(): Rect | null {
    this.alive("absoluteRenderBounds");
    return renderBoundsOf(this);
  }

  resize(width: number, height: number): void {
    this.alive("resize");
    if (this.type === "GROUP") throw new Error("this fake does not resize groups");
    if (!(width >= 0.01) || !(height >= 0.01))
      throw new Error("in resize: width and height must be at least 0.01");
    if (isInsideInstance(this)) throw new Error("in resize: This node cannot be resized in an instance");
    this.write("width", width);
    this.write("height", height);
    this.layOutParent();
  }
  resizeWithoutConstraints(width: number, height: number): void {
    this.resize(width, height);
  }

  get layoutPositioning(): "AUTO" | "ABSOLUTE" {
    return this.read("layoutPositioning");
  }
  set layoutPositioning(positioning: "AUTO" | "ABSOLUTE") {
    const layout = this[inner].parent?.[inner].facts.layoutMode ?? "NONE";
    if (positioning === "ABSOLUTE" && layout === "NONE")
      throw new Error(
        "in set_layoutPositioning: Can only set layoutPositioning = ABSOLUTE if the parent has a layout",
      );
    this.write("layoutPositioning", positioning);
    this.layOutParent();
  }

  get targetAspectRatio(): Vector | null {
    return this.read("aspectLocked") ? { x: this.width, y: this.height } : null;
  }
  lockAspectRatio(): void {
    this.write("aspectLocked", true);
  }
  unlockAspectRatio(): void {
    this.write("aspectLocked", false);
  }

  protected layOutParent(): void {
    const { parent } = this[inner];
    if (parent) layOut(parent);
  }
}
