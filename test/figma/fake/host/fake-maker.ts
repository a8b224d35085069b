import type { BaseNode, ChildrenMixin } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { FakeImage } from "../fake-image.ts";
import { isScene } from "../nodes/any-node.ts";
import type { FakeBase } from "../nodes/fake-base.ts";
import { FakeComponent, FakeFrame } from "../nodes/fake-frame.ts";
import type { FakeGroup } from "../nodes/fake-group.ts";
import { FakeSection } from "../nodes/fake-section.ts";
import { FakeEllipse, FakeRectangle } from "../nodes/fake-shape.ts";
import type { World } from "../world.ts";
import { groupNodes } from "./group-nodes.ts";

/** The part of the API that makes nodes, which appear on the open page, and images. */
export abstract class FakeMaker {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  createRectangle(): FakeRectangle {
    return this.#add(new FakeRectangle(this.#world), "createRectangle");
  }
  createEllipse(): FakeEllipse {
    return this.#add(new FakeEllipse(this.#world), "createEllipse");
  }
  createFrame(): FakeFrame {
    return this.#add(new FakeFrame(this.#world), "createFrame");
  }
  createComponent(): FakeComponent {
    return this.#add(new FakeComponent(this.#world), "createComponent");
  }
  createSection(): FakeSection {
    return this.#add(new FakeSection(this.#world), "createSection");
  }
  group(nodes: ReadonlyArray<BaseNode>, parent: BaseNode & ChildrenMixin, index?: number): FakeGroup {
    return groupNodes(this.#world, nodes, parent, index);
  }

  createImage(data: Uint8Array): FakeImage {
    this.#world.enter("createImage");
    const image = new FakeImage(this.#world, data);
    this.#world.images.set(image.hash, image);
    return image;
  }
  async createImageAsync(src: string): Promise<FakeImage> {
    this.#world.enter("createImageAsync");
    const { hostname, protocol } = new URL(src);
    if (protocol !== "https:" || hostname === "localhost")
      throw new Error("in createImageAsync: the URL's host is not in the manifest's allowedDomains");
    throw new Error("this fake takes no images from the network: fetch the bytes, then createImage");
  }
  getImageByHash(hash: string): FakeImage | null {
    this.#world.enter("getImageByHash");
    return this.#world.images.get(hash) ?? null;
  }

  #add<Node extends FakeBase>(node: Node, member: string): Node {
    this.#world.enter(member);
    if (isScene(node)) this.#world.currentPage().appendChild(node);
    return node;
  }
}
