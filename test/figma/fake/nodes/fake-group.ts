import type { GroupNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { copyOf } from "../copy-node.ts";
import type { World } from "../world.ts";
import type { AnyScene } from "./any-node.ts";
import { inner } from "./fake-base.ts";
import { FakeScene } from "./fake-scene.ts";
import { append, kidsOf } from "./family.ts";

/** As large as what is in it, and gone with the last of it. */
export class FakeGroup extends FakeScene implements GroupNode {
  readonly type = "GROUP";
  constructor(world: World) {
    super(world, "GROUP");
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
  clone(): FakeGroup {
    this.alive("clone");
    return copyOf(this, new FakeGroup(this[inner].world));
  }
}
