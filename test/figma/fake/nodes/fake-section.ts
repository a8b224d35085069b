import type { SceneNode, SectionNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { copyOf } from "../copy-node.ts";
import type { World } from "../world.ts";
import type { AnyScene } from "./any-node.ts";
import { inner } from "./fake-base.ts";
import { FakeCornered } from "./fake-shape.ts";
import { append, kidsOf } from "./family.ts";

const lacking = new Set([
  "opacity",
  "blendMode",
  "isMask",
  "maskType",
  "effects",
  "layoutPositioning",
  "absoluteRenderBounds",
]);

/** What other nodes have and a section does not, which a plugin asks by `in`. */
export function lacks(node: object, key: string): boolean {
  return node instanceof FakeSection && lacking.has(key);
}

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
    append(this, child);
  }
  insertChild(index: number, child: SceneNode): void {
    append(this, child, index);
  }
  clone(): FakeSection {
    this.alive("clone");
    return copyOf(this, new FakeSection(this[inner].world));
  }

  protected override alive(member: string): void {
    super.alive(member);
    if (lacks(this, member)) throw new Error(`no such property '${member}' on SECTION node`);
  }
}
