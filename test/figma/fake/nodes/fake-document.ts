import type { DocumentNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import { isPage } from "./any-node.ts";
import { FakeBase, inner } from "./fake-base.ts";
import type { FakePage } from "./fake-page.ts";

export class FakeDocument extends FakeBase implements DocumentNode {
  readonly type = "DOCUMENT";
  constructor(world: World) {
    super(world, "DOCUMENT", "0:0");
    this[inner].facts.name = "Untitled";
  }
  get children(): ReadonlyArray<FakePage> {
    this.alive("children");
    return this[inner].kids.filter(isPage);
  }
  appendChild(): never {
    throw new Error("this fake moves no pages");
  }
  insertChild(): never {
    throw new Error("this fake moves no pages");
  }
}
