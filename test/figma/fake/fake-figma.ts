import type {
  ArgFreeEventType,
  NotificationHandler,
  NotificationOptions,
  PageNode,
  PluginAPI,
  RunEvent,
  ShowUIOptions,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Faked } from "./faked.ts";
import { FakeEvents, type Subscription } from "./host/fake-events.ts";
import { FakeMaker } from "./host/fake-maker.ts";
import { FakeParameters } from "./host/fake-parameters.ts";
import type { FakeStorage } from "./host/fake-storage.ts";
import { FakeUi } from "./host/fake-ui.ts";
import { FakeViewport } from "./host/fake-viewport.ts";
import type { UndoHistory } from "./host/undo-history.ts";
import { theMixed } from "./mixed.ts";
import { type AnyNode, isDocument, isPage, isScene } from "./nodes/any-node.ts";
import type { FakeBase } from "./nodes/fake-base.ts";
import type { FakeDocument } from "./nodes/fake-document.ts";
import type { FakePage } from "./nodes/fake-page.ts";
import type { World } from "./world.ts";

/** Where a test reaches what the user and Figma itself do. */
export const outside = Symbol("outside");

/** A notice at the bottom of the window. */
export interface Notice {
  readonly text: string;
  readonly options: NotificationOptions;
}

/** What the API stands on. */
export interface Parts {
  readonly world: World;
  readonly root: FakeDocument;
  readonly storage: FakeStorage;
  readonly history: UndoHistory;
}

/** The plugin API, as strict as the real one where the plugin touches it. */
export class FakeFigma extends FakeMaker implements Faked {
  readonly apiVersion = "1.0.0";
  readonly editorType = "figma";
  readonly ui: FakeUi;
  readonly parameters: FakeParameters;
  readonly viewport: FakeViewport;
  readonly clientStorage: FakeStorage;
  readonly #world: World;
  readonly #root: FakeDocument;
  readonly #history: UndoHistory;
  readonly #events: FakeEvents;
  readonly #said: Notice[] = [];
  #page: FakePage;
  #command = "";

  constructor({ world, root, storage, history }: Parts, page: FakePage) {
    super(world);
    this.#world = world;
    this.#root = root;
    this.#history = history;
    this.#page = page;
    this.ui = new FakeUi(world);
    this.parameters = new FakeParameters(world);
    this.viewport = new FakeViewport(world);
    this.clientStorage = storage;
    this.#events = new FakeEvents(world);
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
    this.#events.tell("currentpagechange");
  }

  getNodeById(): never {
    throw new Error("in getNodeById: Cannot call with documentAccess: dynamic-page. Use getNodeByIdAsync");
  }
  async getNodeByIdAsync(id: string): Promise<AnyNode | null> {
    this.#world.enter("getNodeByIdAsync");
    const node = this.#world.nodes.get(id);
    return node && !node.removed ? anyNode(node) : null;
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
    this.#events.tell("close");
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
    this.#events.on(event);
  }
  once(...event: Subscription): void {
    this.#events.once(event);
  }
  off(...event: Subscription): void {
    this.#events.off(event);
  }

  /** What Figma does from outside: not of the API, and not to be had by a plugin. */
  readonly [outside] = {
    notices: this.#said,
    page: () => this.#page,
    openPage: (page: FakePage) => {
      this.#page = page;
      this.#events.tell("currentpagechange");
    },
    choose: (command: string) => {
      this.#command = command;
    },
    run: (event: RunEvent) => {
      this.#command = "command" in event ? event.command : "";
      this.#events.run(event);
    },
    tell: (type: ArgFreeEventType) => this.#events.tell(type),
  };
}

function anyNode(node: FakeBase): AnyNode {
  if (isScene(node) || isPage(node) || isDocument(node)) return node;
  throw new Error(`there are no nodes of type ${node.type}`);
}
