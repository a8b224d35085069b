import { layOut } from "../auto-layout.ts";
import { type AnyScene, type FakeParent, isParent, isScene } from "./any-node.ts";
import { type FakeBase, inner, isInsideInstance } from "./fake-base.ts";

/** Takes a node out of its parent. A group that is left empty goes too. */
export function detach(node: FakeBase): void {
  const { parent } = node[inner];
  if (!parent) return;
  parent[inner].kids = parent[inner].kids.filter((kid) => kid !== node);
  node[inner].parent = null;
  if (parent.type === "GROUP" && parent[inner].kids.length === 0) {
    detach(parent);
    parent[inner].removed = true;
  }
  layOut(parent);
}

/**
 * Puts a node into a parent, on top of what is there unless an index is given; its relative position stays, so that
 * its absolute one may jump.
 */
export function adopt(parent: FakeParent, child: AnyScene, index?: number): void {
  if (parent.type === "INSTANCE" || isInsideInstance(parent))
    throw new Error(
      "in appendChild: Cannot move node. New parent is an instance or is inside of an instance",
    );
  if (isInsideInstance(child)) throw new Error("in appendChild: Cannot move node out of an instance");
  for (let above: FakeParent | null = parent; above; above = above[inner].parent) {
    if (above === child) throw new Error("in appendChild: a node can't be put into itself");
  }
  if (child.type === "SECTION" && parent.type !== "PAGE" && parent.type !== "SECTION")
    throw new Error("in appendChild: Cannot move node. A section belongs on a page or in a section");
  detach(child);
  if (parent.removed) throw new Error(`in appendChild: The node with id "${parent.id}" does not exist`);
  const { kids } = parent[inner];
  const at = index ?? kids.length;
  if (at < 0 || at > kids.length) throw new Error("in insertChild: the index is out of range");
  kids.splice(at, 0, child);
  child[inner].parent = parent;
  layOut(parent);
}

/** What a plugin does: the same, with a node that may be anything, in a parent whose children it may see. */
export function append(parent: FakeBase, child: unknown, index?: number): void {
  parent[inner].world.enter("appendChild");
  kidsOf(parent);
  if (!isParent(parent)) throw new Error("in appendChild: this node has no children");
  adopt(parent, sceneOf(child, parent), index);
}

/** @throws when it is not a scene node of this document that is still there */
export function sceneOf(value: unknown, parent: FakeBase): AnyScene {
  const found = [...parent[inner].world.nodes.values()].find((node) => node === value);
  if (!found || !isScene(found)) throw new Error("in appendChild: expected a node");
  if (found.removed) throw new Error(`in appendChild: The node with id "${found.id}" does not exist`);
  return found;
}

/** Children that plugin code may see: those of a page only once it was loaded. */
export function kidsOf(node: FakeBase): AnyScene[] {
  if (!node[inner].loaded && !node[inner].world.userActs)
    throw new Error("in get_children: Cannot access children on a page that has not been explicitly loaded");
  return node[inner].kids.filter(isScene);
}
