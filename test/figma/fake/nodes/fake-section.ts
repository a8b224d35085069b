import type { SceneNode, SectionNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { copyOf } from "../copy-node.ts";
import type { World } from "../world.ts";
import type { AnyScene } from "./any-node.ts";
import { inner } from "./fake-base.ts";
import { FakeCornered } from "./fake-shape.ts";
import { adopt, kidsOf, sceneOf } from "./family.ts";

/** Neither clips nor turns nor blends. */
export class FakeSection extends FakeCornered implements SectionNode {
  readonly type = "SECTION";
  constructor(world: World) {
    super(world, "SECTION");
  }
  get sectionContentsHidden(): boolean {
    this.alive("sectionContentsHidden");
    return false;
  }
  get children(): ReadonlyArray<AnyScene> {
    this.alive("children");
    return kidsOf(this);
  }
  appendChild(child: SceneNode): void {
    this.insertChild(this[inner].kids.length, child);
  }
  insertChild(index: number, child: SceneNode): void {
    this.alive("insertChild");
    adopt(this, sceneOf(child, this), index);
  }
  clone(): FakeSection {
    this.alive("clone");
    return copyOf(this, new FakeSection(this[inner].world));
  }
}
