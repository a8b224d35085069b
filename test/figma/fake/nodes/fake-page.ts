import type { PageNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import type { AnyScene } from "./any-node.ts";
import { isScene } from "./any-node.ts";
import { FakeBase, inner } from "./fake-base.ts";
import { append, kidsOf, sceneOf } from "./family.ts";

export class FakePage extends FakeBase implements PageNode {
  readonly type = "PAGE";
  constructor(world: World, name: string) {
    super(world, "PAGE");
    this[inner].facts.name = name;
    this[inner].loaded = false;
  }
  get children(): ReadonlyArray<AnyScene> {
    this.alive("children");
    return kidsOf(this);
  }
  appendChild(child: SceneNode): void {
    append(this, child);
  }
  insertChild(index: number, child: SceneNode): void {
    append(this, child, index);
  }
  async loadAsync(): Promise<void> {
    this.alive("loadAsync");
    this[inner].loaded = true;
  }

  /** In no order that could be relied on: here, the last chosen first. */
  get selection(): ReadonlyArray<AnyScene> {
    const { nodes } = this[inner].world;
    return this.read("selection")
      .map((id) => nodes.get(id))
      .filter((node) => node !== undefined)
      .filter(isScene)
      .filter((node) => !node.removed && pageOf(node) === this)
      .reverse();
  }
  set selection(selection: ReadonlyArray<SceneNode>) {
    const ids = selection.map(({ id }) => id);
    for (const chosen of selection) {
      const node = sceneOf(chosen, this);
      if (pageOf(node) !== this)
        throw new Error("in set_selection: The selection of a page can only include nodes in that page");
      for (let above = node[inner].parent; above; above = above[inner].parent) {
        if (ids.includes(above.id))
          throw new Error("in set_selection: a node can't be selected together with one that it is in");
      }
    }
    this.write("selection", ids);
  }

  clone(): never {
    throw new Error("this fake does not copy pages");
  }
  exportAsync(): never {
    throw new Error("this fake does not export pages");
  }
  on(): never {
    throw new Error("this fake tells no changes of nodes");
  }
  once(): never {
    throw new Error("this fake tells no changes of nodes");
  }
  off(): never {
    throw new Error("this fake tells no changes of nodes");
  }
}

function pageOf(node: FakeBase): FakeBase {
  let at = node;
  for (let above = at[inner].parent; above; above = at[inner].parent) at = above;
  return at;
}
