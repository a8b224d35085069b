import type {
  ComponentNode,
  FrameNode,
  InstanceNode,
  SceneNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { layOut } from "../auto-layout.ts";
import { copyOf } from "../copy-node.ts";
import type { World } from "../world.ts";
import type { AnyScene } from "./any-node.ts";
import { inner } from "./fake-base.ts";
import { FakeCornered } from "./fake-shape.ts";
import { append, kidsOf } from "./family.ts";

/** A frame and what is like one. */
abstract class FakeFraming extends FakeCornered {
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

  get clipsContent(): boolean {
    return this.read("clipsContent");
  }
  set clipsContent(clips: boolean) {
    this.write("clipsContent", clips);
  }
  get layoutMode(): "NONE" | "HORIZONTAL" | "VERTICAL" | "GRID" {
    return this.read("layoutMode");
  }
  set layoutMode(mode: "NONE" | "HORIZONTAL" | "VERTICAL" | "GRID") {
    this.write("layoutMode", mode);
    layOut(this);
  }
  get itemSpacing(): number {
    return this.read("itemSpacing");
  }
  set itemSpacing(spacing: number) {
    this.write("itemSpacing", spacing);
    layOut(this);
  }
  /** Stands for the padding of every side. */
  get paddingLeft(): number {
    return this.read("padding");
  }
  set paddingLeft(padding: number) {
    this.write("padding", padding);
    layOut(this);
  }
}

export class FakeFrame extends FakeFraming implements FrameNode {
  readonly type = "FRAME";
  constructor(world: World) {
    super(world, "FRAME");
  }
  clone(): FakeFrame {
    this.alive("clone");
    return copyOf(this, new FakeFrame(this[inner].world));
  }
}

export class FakeComponent extends FakeFraming implements ComponentNode {
  readonly type = "COMPONENT";
  constructor(world: World) {
    super(world, "COMPONENT");
  }
  clone(): FakeComponent {
    this.alive("clone");
    return copyOf(this, new FakeComponent(this[inner].world));
  }
  createInstance(): FakeInstance {
    this.alive("createInstance");
    return copyOf(this, new FakeInstance(this[inner].world, this));
  }
}

export class FakeInstance extends FakeFraming implements InstanceNode {
  readonly type = "INSTANCE";
  readonly #of: FakeComponent;
  constructor(world: World, of: FakeComponent) {
    super(world, "INSTANCE");
    this.#of = of;
  }
  get mainComponent(): never {
    throw new Error(
      "in get_mainComponent: Cannot call with documentAccess: dynamic-page. Use getMainComponentAsync",
    );
  }
  async getMainComponentAsync(): Promise<ComponentNode> {
    this.alive("getMainComponentAsync");
    return this.#of;
  }
  static componentOf(instance: FakeInstance): FakeComponent {
    return instance.#of;
  }
  clone(): FakeInstance {
    this.alive("clone");
    return copyOf(this, new FakeInstance(this[inner].world, this.#of));
  }
}
