import type { BaseNode, ChildrenMixin } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { deepFreeze } from "../deep-freeze.ts";
import { type Facts, newFacts } from "../facts.ts";
import type { World } from "../world.ts";
import type { FakeParent } from "./any-node.ts";
import { detach } from "./family.ts";
import { Unfaked } from "./unfaked.ts";

/** What is behind a fake node. A symbol, so that plugin code can't reach it. */
export const inner = Symbol("inner");

export interface Inner {
  readonly world: World;
  facts: Facts;
  parent: FakeParent | null;
  kids: FakeBase[];
  removed: boolean;
  /** Whether what is in it may be read; of a page, others are always. */
  loaded: boolean;
}

/** What every node has. */
export abstract class FakeBase extends Unfaked {
  abstract readonly type: string;
  readonly id: string;
  readonly [inner]: Inner;

  constructor(world: World, type: string, id = world.newId()) {
    super();
    this.id = id;
    this[inner] = { world, facts: newFacts(type), parent: null, kids: [], removed: false, loaded: true };
    world.nodes.set(id, this);
  }

  get removed(): boolean {
    return this[inner].removed;
  }

  get parent(): (BaseNode & ChildrenMixin) | null {
    this.alive("parent");
    return this[inner].parent;
  }

  get name(): string {
    return this.read("name");
  }
  set name(name: string) {
    this.write("name", name);
  }

  remove(): void {
    this.alive("remove");
    if (isInsideInstance(this)) throw new Error("in remove: Removing this node is not allowed");
    detach(this);
    bury(this);
  }

  setRelaunchData(data: { [command: string]: string }): void {
    for (const text of Object.values(data)) {
      if (text.length > 1000)
        throw new Error("in setRelaunchData: a description has at most 1000 characters");
    }
    this.write("relaunch", { ...data });
  }
  getRelaunchData(): { [command: string]: string } {
    return { ...this.read("relaunch") };
  }

  getPluginData(key: string): string {
    return this.read("pluginData")[key] ?? "";
  }
  setPluginData(key: string, value: string): void {
    checkSize("setPluginData", key + value);
    this.write("pluginData", { ...this.read("pluginData"), [key]: value });
  }
  getPluginDataKeys(): string[] {
    return Object.keys(this.read("pluginData"));
  }

  getSharedPluginData(namespace: string, key: string): string {
    return this.read("sharedPluginData")[`${namespace}/${key}`] ?? "";
  }
  setSharedPluginData(namespace: string, key: string, value: string): void {
    if (namespace.length < 3)
      throw new Error("in setSharedPluginData: a namespace has at least 3 characters");
    checkSize("setSharedPluginData", namespace + key + value);
    this.write("sharedPluginData", { ...this.read("sharedPluginData"), [`${namespace}/${key}`]: value });
  }
  getSharedPluginDataKeys(namespace: string): string[] {
    return Object.keys(this.read("sharedPluginData"))
      .filter((key) => key.startsWith(`${namespace}/`))
      .map((key) => key.slice(namespace.length + 1));
  }

  override toString(): string {
    return `[object ${this.type}]`;
  }

  protected alive(member: string): void {
    this[inner].world.enter(member);
    if (this[inner].removed)
      throw new Error(`in get_${member}: The node with id "${this.id}" does not exist`);
  }

  protected read<Key extends keyof Facts>(key: Key): Facts[Key] {
    this.alive(key);
    return deepFreeze(this[inner].facts[key]);
  }

  protected write<Key extends keyof Facts>(key: Key, value: Facts[Key]): void {
    this.alive(key);
    this[inner].facts[key] = deepFreeze(structuredClone(value));
  }
}

/** Whether a node belongs to an instance, whose children are its component's. */
export function isInsideInstance(node: FakeBase): boolean {
  for (let above = node[inner].parent; above; above = above[inner].parent) {
    if (above.type === "INSTANCE") return true;
  }
  return false;
}

function bury(node: FakeBase): void {
  node[inner].removed = true;
  for (const kid of node[inner].kids) bury(kid);
}

function checkSize(member: string, text: string): void {
  if (new TextEncoder().encode(text).length > 100_000)
    throw new Error(`in ${member}: an entry takes at most 100 kB`);
}
