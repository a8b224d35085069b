import type {
  BlendMode,
  Effect,
  ExportSettings,
  ExportSettingsGIF,
  ExportSettingsMP4,
  ExportSettingsREST,
  ExportSettingsSVGString,
  ExportSettingsWEBM,
  MaskType,
  Rect,
  Transform,
  Vector,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
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
import { exportNode } from "../render/export-node.ts";
import { FakeBase, inner, isInsideInstance } from "./fake-base.ts";

/** What everything on a page has. */
export abstract class FakeScene extends FakeBase {
  get visible(): boolean {
    return this.read("visible");
  }
  set visible(visible: boolean) {
    this.write("visible", visible);
    this.#layOutParent();
  }

  get locked(): boolean {
    return this.read("locked");
  }
  set locked(locked: boolean) {
    this.write("locked", locked);
  }

  get expanded(): boolean {
    return this.read("expanded");
  }
  set expanded(expanded: boolean) {
    this.write("expanded", expanded);
  }

  get opacity(): number {
    return this.read("opacity");
  }
  set opacity(opacity: number) {
    if (!(opacity >= 0 && opacity <= 1)) throw new Error("in set_opacity: expected a number from 0 to 1");
    this.write("opacity", opacity);
  }

  get blendMode(): BlendMode {
    return this.read("blendMode");
  }
  set blendMode(blendMode: BlendMode) {
    this.write("blendMode", blendMode);
  }

  get isMask(): boolean {
    return this.read("isMask");
  }
  set isMask(isMask: boolean) {
    this.write("isMask", isMask);
  }

  get maskType(): MaskType {
    return this.read("maskType");
  }
  set maskType(maskType: MaskType) {
    this.write("maskType", maskType);
  }

  get effects(): ReadonlyArray<Effect> {
    return this.read("effects");
  }
  set effects(effects: ReadonlyArray<Effect>) {
    this.write("effects", effects);
  }

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
    this.#layOutParent();
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
    this.#layOutParent();
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
    this.#layOutParent();
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

  exportAsync(settings?: ExportSettings): Promise<Uint8Array>;
  exportAsync(settings: ExportSettingsSVGString): Promise<string>;
  exportAsync(settings: ExportSettingsREST): Promise<object>;
  exportAsync(settings: ExportSettingsMP4 | ExportSettingsGIF | ExportSettingsWEBM): Promise<Uint8Array>;
  async exportAsync(
    settings?:
      | ExportSettings
      | ExportSettingsSVGString
      | ExportSettingsREST
      | ExportSettingsMP4
      | ExportSettingsGIF
      | ExportSettingsWEBM,
  ): Promise<Uint8Array | string | object> {
    this.alive("exportAsync");
    return exportNode(this, settings);
  }

  #layOutParent(): void {
    const { parent } = this[inner];
    if (parent) layOut(parent);
  }
}
