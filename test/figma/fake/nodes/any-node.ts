import type { FakeBase } from "./fake-base.ts";
import type { FakeDocument } from "./fake-document.ts";
import type { FakeComponent, FakeFrame, FakeInstance } from "./fake-frame.ts";
import type { FakeGroup } from "./fake-group.ts";
import type { FakePage } from "./fake-page.ts";
import type { FakeSection } from "./fake-section.ts";
import type { FakeEllipse, FakeRectangle } from "./fake-shape.ts";

export type FakeFrameLike = FakeFrame | FakeComponent | FakeInstance;
export type AnyScene = FakeRectangle | FakeEllipse | FakeFrameLike | FakeGroup | FakeSection;
export type AnyNode = AnyScene | FakePage | FakeDocument;
/** What can hold scene nodes. */
export type FakeParent = FakePage | FakeFrameLike | FakeGroup | FakeSection;

const scenes = new Set(["RECTANGLE", "ELLIPSE", "FRAME", "COMPONENT", "INSTANCE", "GROUP", "SECTION"]);
const parents = new Set(["PAGE", "FRAME", "COMPONENT", "INSTANCE", "GROUP", "SECTION"]);

export function isScene(node: FakeBase): node is AnyScene {
  return scenes.has(node.type);
}

export function isParent(node: FakeBase): node is FakeParent {
  return parents.has(node.type);
}

export function isPage(node: FakeBase): node is FakePage {
  return node.type === "PAGE";
}

export function isDocument(node: FakeBase): node is FakeDocument {
  return node.type === "DOCUMENT";
}
