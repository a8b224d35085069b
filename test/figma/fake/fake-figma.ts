import type {
  ArgFreeEventType,
  BaseNode,
  ChildrenMixin,
  NotificationHandler,
  NotificationOptions,
  PageNode,
  PluginAPI,
  RunEvent,
  ShowUIOptions,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { FakeImage } from "./fake-image.ts";
import { FakeParameters } from "./host/fake-parameters.ts";
import type { FakeStorage } from "./host/fake-storage.ts";
import { FakeUi } from "./host/fake-ui.ts";
import { FakeViewport } from "./host/fake-viewport.ts";
import { groupNodes } from "./host/group-nodes.ts";
import { Listeners } from "./host/listeners.ts";
import type { UndoHistory } from "./host/undo-history.ts";
import { theMixed } from "./mixed.ts";
import { type AnyNode, isDocument, isPage, isScene } from "./nodes/any-node.ts";
import type { FakeBase } from "./nodes/fake-base.ts";
import type { FakeDocument } from "./nodes/fake-document.ts";
import { FakeComponent, FakeFrame } from "./nodes/fake-frame.ts";
import type { FakeGroup } from "./nodes/fake-group.ts";
import type { FakePage } from "./nodes/fake-page.ts";
import { FakeSection } from "./nodes/fake-section.ts";
import { FakeEllipse, FakeRectangle } from "./nodes/fake-shape.ts";
import type { World } from "./world.ts";

/** Where a test reaches what the user and Figma itself do. */
export const outside = Symbol("outside");

/** What of the plugin API there is here. */
export type Faked = Pick<
  PluginAPI,
  | "apiVersion"
  | "base64Decode"
  | "base64Encode"
  | "clientStorage"
  | "closePlugin"
  | "command"
  | "commitUndo"
  | "createComponent"
  | "createEllipse"
  | "createFrame"
  | "createImage"
  | "createImageAsync"
  | "createRectangle"
  | "createSection"
  | "currentPage"
  | "editorType"
  | "getImageByHash"
  | "getNodeById"
  | "getNodeByIdAsync"
  | "group"
  | "mixed"
  | "notify"
  | "off"
  | "on"
  | "once"
  | "openExternal"
  | "parameters"
  | "root"
  | "setCurrentPageAsync"
  | "showUI"
  | "ui"
  | "viewport"
>;

/** A notice at the bottom of the window. */
export interface Notice {
  readonly text: string;
  readonly options: NotificationOptions;
}

type Subscription =
  | [type: "run", callback: (event: RunEvent) => void]
  | [type: ArgFreeEventType, callback: () => void]
  | [type: Untold, callback: (event: never) => unknown];
type Untold =
  | "drop"
  | "documentchange"
  | "slidesviewchange"
  | "canvasviewchange"
  | "textreview"
  | "stylechange";

/** What the API stands on. */
export interface Parts {
  readonly world: World;
  readonly root: FakeDocument;
  readonly storage: FakeStorage;
  readonly history: UndoHistory;
}

/** The plugin API, as strict as the real one where the plugin touches it. */
export class FakeFigma implements Faked {
  readonly apiVersion = "1.0.0";
  readonly editorType = "figma";
  readonly ui: FakeUi;
  readonly parameters: FakeParameters;
  readonly viewport: FakeViewport;
  readonly clientStorage: FakeStorage;
  readonly #world: World;
  readonly #root: FakeDocument;
  readonly #history: UndoHistory;
  readonly #events = new Map<string, Listeners<[RunEvent]>>();
  readonly #said: Notice[] = [];
  #page: FakePage;
  #command = "";

  constructor({ world, root, storage, history }: Parts, page: FakePage) {
    this.#world = world;
    this.#root = root;
    this.#history = history;
    this.#page = page;
    this.ui = new FakeUi(world);
    this.parameters = new FakeParameters(world);
    this.viewport = new FakeViewport(world);
    this.clientStorage = storage;
  }

  get mixed(): PluginAPI["mixed"] {
    return theMixed();
  }
  get command(): string {
    this.#world.enter("command");
    return this.#command;
  }
  get root(): FakeDocument {
    this.#world.enter("root");
    return this.#root;
  }
  get currentPage(): FakePage {
    this.#world.enter("currentPage");
    return this.#page;
  }
  set currentPage(_page: PageNode) {
    throw new Error(
      "in set_currentPage: Cannot call with documentAccess: dynamic-page. Use setCurrentPageAsync",
    );
  }
  async setCurrentPageAsync(page: PageNode): Promise<void> {
    this.#world.enter("setCurrentPageAsync");
    const found = this.#root.children.find(({ id }) => id === page.id);
    if (!found) throw new Error("in setCurrentPageAsync: there is no such page");
    await found.loadAsync();
    this.#page = found;
    this.#tell("currentpagechange");
  }

  getNodeById(): never {
    throw new Error("in getNodeById: Cannot call with documentAccess: dynamic-page. Use getNodeByIdAsync");
  }
  async getNodeByIdAsync(id: string): Promise<AnyNode | null> {
    this.#world.enter("getNodeByIdAsync");
    const node = this.#world.nodes.get(id);
    return node && !node.removed ? anyNode(node) : null;
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

  notify(message: string, options: NotificationOptions = {}): NotificationHandler {
    this.#world.enter("notify");
    const notice = { text: message.slice(0, 100), options };
    this.#said.push(notice);
    return { cancel: () => this.#said.splice(this.#said.indexOf(notice), 1) };
  }
  commitUndo(): void {
    this.#world.enter("commitUndo");
    this.#history.commit();
  }
  openExternal(url: string): void {
    this.#world.enter("openExternal");
    if (!/^https?:\/\//.test(url)) throw new Error("in openExternal: expected an address of the web");
  }
  showUI(html: string, options?: ShowUIOptions): void {
    this.ui.open(html, options);
  }
  closePlugin(message?: string): void {
    if (!this.#world.open) return;
    if (message) this.notify(message);
    this.#tell("close");
    this.#history.commit();
    this.#world.open = false;
  }
  base64Encode(data: Uint8Array): string {
    return Buffer.from(data).toString("base64");
  }
  base64Decode(data: string): Uint8Array {
    return Uint8Array.from(Buffer.from(data, "base64"));
  }

  on(...event: Subscription): void {
    this.#listenersFor("on", event).add(callbackOf(event));
  }
  once(...event: Subscription): void {
    this.#listenersFor("once", event).add(callbackOf(event), true);
  }
  off(...event: Subscription): void {
    this.#listenersFor("off", event).remove(callbackOf(event));
  }

  /** What Figma does from outside: not of the API, and not to be had by a plugin. */
  readonly [outside] = {
    notices: this.#said,
    page: () => this.#page,
    openPage: (page: FakePage) => {
      this.#page = page;
      this.#tell("currentpagechange");
    },
    choose: (command: string) => {
      this.#command = command;
    },
    run: (event: RunEvent) => {
      this.#command = "command" in event ? event.command : "";
      this.#listenersOf("run").tell(event);
    },
    tell: (type: ArgFreeEventType) => this.#tell(type),
  };

  #add<Node extends FakeBase>(node: Node, member: string): Node {
    this.#world.enter(member);
    if (isScene(node)) this.#page.appendChild(node);
    return node;
  }
  #tell(type: ArgFreeEventType): void {
    this.#listenersOf(type).tell({ command: type, parameters: undefined });
  }
  #listenersFor(member: string, [type]: Subscription): Listeners<[RunEvent]> {
    this.#world.enter(member);
    return this.#listenersOf(type);
  }
  #listenersOf(type: string): Listeners<[RunEvent]> {
    const known = this.#events.get(type);
    if (known) return known;
    const listeners = new Listeners<[RunEvent]>();
    this.#events.set(type, listeners);
    return listeners;
  }
}

function anyNode(node: FakeBase): AnyNode {
  if (isScene(node) || isPage(node) || isDocument(node)) return node;
  throw new Error(`there are no nodes of type ${node.type}`);
}

function callbackOf(event: Subscription): (event: RunEvent) => void {
  switch (event[0]) {
    case "drop":
    case "documentchange":
    case "slidesviewchange":
    case "canvasviewchange":
    case "textreview":
    case "stylechange":
      throw new Error(`this fake never tells of ${event[0]}`);
    default:
      return event[1];
  }
}
