import { describe, expect, it } from "vitest";
import { resolveTargets } from "./resolve-targets.ts";

const uri = (path: string) => ({ scheme: "file", path, toString: () => `file://${path}` });
const photo = uri("/w/photo.png");
const text = uri("/w/notes.txt");

describe("resolveTargets", () => {
  it("takes everything that is selected in the explorer, not the clicked row alone", () => {
    expect(resolveTargets([photo, [photo, text]], undefined)).toEqual([photo, text]);
  });

  it("takes each file once", () => {
    const found = resolveTargets([photo, [photo, uri("/w/photo.png")]], undefined);
    expect(found.map(String)).toEqual(["file:///w/photo.png"]);
  });

  it("takes the file of a title button, whose second argument is no selection", () => {
    expect(resolveTargets([photo, { groupId: 0 }], { uri: text })).toEqual([photo]);
  });

  it("takes the row clicked when nothing else is selected", () => {
    expect(resolveTargets([photo, []], undefined)).toEqual([photo]);
    expect(resolveTargets([photo], undefined)).toEqual([photo]);
  });

  it("takes a list that another extension or a test gives", () => {
    expect(resolveTargets([[photo, text]], undefined)).toEqual([photo, text]);
  });

  it("takes the file in the active tab when called without arguments", () => {
    expect(resolveTargets([], { uri: photo, viewType: "imagePreview.previewEditor" })).toEqual([photo]);
    expect(resolveTargets([], { original: text, modified: photo })).toEqual([photo]);
  });

  it("finds nothing in a tab without a file, and in arguments that are no files", () => {
    expect(resolveTargets([], undefined)).toEqual([]);
    expect(resolveTargets([], { viewType: "walkthrough" })).toEqual([]);
    expect(resolveTargets(["stratify", 7, null], undefined)).toEqual([]);
  });
});
