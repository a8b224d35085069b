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
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { exportNode } from "../render/export-node.ts";
import { FakePlaced } from "./fake-placed.ts";

/** What everything on a page has: whether and how it shows. */
export abstract class FakeScene extends FakePlaced {
  get visible(): boolean {
    return this.read("visible");
  }
  set visible(visible: boolean) {
    this.write("visible", visible);
    this.layOutParent();
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
}
