import type { ExportedFile, Manifest } from "@stratify/imaging";
import { describe, expect, it } from "vitest";
import { pickFile } from "./pick-file.ts";

const bounds = { x: 0, y: 0, width: 1, height: 1 };
const layer = (name: string, role: Manifest["layers"][number]["role"]) => {
  return { name, role, bounds, file: `${name}.png`, mask: `${name}-mask.png` };
};
const set: Manifest = {
  format: "stratify-layers",
  version: 1,
  source: { name: "cat.png", width: 1, height: 1 },
  provider: { id: "acme", name: "Acme" },
  task: { kind: "cutout" },
  jobs: [],
  trimmed: false,
  layers: [layer("remainder", "remainder"), layer("cutout", "cutout")],
  composites: [],
  duplicates: [],
  unaligned: [],
};
const files: readonly ExportedFile[] = [
  "remainder.png",
  "remainder-mask.png",
  "cutout.png",
  "cutout-mask.png",
  "beach.png",
  "unaligned/x.png",
].map((path) => ({ path, bytes: new Uint8Array() }));
const picked = (op: "cutout" | "mask" | "background", manifest: Partial<Manifest> = {}) =>
  pickFile(op, { ...set, ...manifest }, files);

describe("pickFile", () => {
  it("takes the cut-out, never what is left of the image", () => {
    expect(picked("cutout")?.file.path).toBe("cutout.png");
    expect(picked("mask")?.file.path).toBe("cutout-mask.png");
    expect(picked("cutout", { layers: [layer("remainder", "remainder")] })).toBeUndefined();
  });

  it("takes the finished image for another background", () => {
    const beach = { name: "beach", file: "beach.png", width: 1, height: 1 };
    expect(picked("background", { layers: [], composites: [beach] })?.file.path).toBe("beach.png");
  });

  it("takes what can't be laid over the source as it was paid for, and says why", () => {
    const odd = { name: "x", role: "cutout", reason: "it is another image", file: "unaligned/x.png" };
    expect(picked("cutout", { layers: [], unaligned: [odd] })).toEqual({
      file: { path: "unaligned/x.png", bytes: new Uint8Array() },
      unalignedReason: "it is another image",
    });
  });
});
