import type {
  MessageEventHandler,
  OnMessageProperties,
  ShowUIOptions,
  UIAPI,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import { checkMessage } from "./check-message.ts";
import { Listeners } from "./listeners.ts";

/** The window beside the document, and the bridge to it: whatever crosses is copied. */
export class FakeUi implements UIAPI {
  onmessage: MessageEventHandler | undefined;
  readonly #world: World;
  readonly #listeners = new Listeners<[message: unknown, properties: OnMessageProperties]>();
  readonly #toUi = new Listeners<[message: unknown]>();
  /** What was sent before the window listened. */
  #waiting: unknown[] | undefined = [];
  /** Absent until `showUI`. */
  shown: (ShowUIOptions & { readonly html: string }) | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  open(html: string, options: ShowUIOptions = {}): void {
    this.#world.enter("showUI");
    this.shown = { visible: true, width: 300, height: 200, ...options, html };
  }

  postMessage(message: unknown): void {
    this.#require("postMessage");
    checkMessage(message);
    const copy: unknown = structuredClone(message);
    if (this.#waiting) this.#waiting.push(copy);
    else queueMicrotask(() => this.#toUi.tell(copy));
  }
  on(_type: "message", callback: MessageEventHandler): void {
    this.#world.enter("ui.on");
    this.#listeners.add(callback);
  }
  once(_type: "message", callback: MessageEventHandler): void {
    this.#world.enter("ui.once");
    this.#listeners.add(callback, true);
  }
  off(_type: "message", callback: MessageEventHandler): void {
    this.#world.enter("ui.off");
    this.#listeners.remove(callback);
  }
  show(): void {
    this.#change({ visible: true });
  }
  hide(): void {
    this.#change({ visible: false });
  }
  resize(width: number, height: number): void {
    if (width < 70 || height < 0) throw new Error("in resize: a window is at least 70 wide");
    this.#change({ width, height });
  }
  reposition(x: number, y: number): void {
    this.#change({ position: { x, y } });
  }
  getPosition(): never {
    throw new Error("this fake does not know where its window is");
  }
  close(): void {
    this.#require("close");
    this.shown = undefined;
  }

  /** The window's side: listens, and gets what was sent before. */
  listen(listener: (message: unknown) => void): void {
    this.#toUi.add(listener);
    for (const message of this.#waiting ?? []) listener(message);
    this.#waiting = undefined;
  }
  /** The window's side: sends to the plugin. After the plugin was closed nobody hears it. */
  send(message: unknown): void {
    checkMessage(message);
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (!this.#world.open) return;
      this.onmessage?.(copy, { origin: "null" });
      this.#listeners.tell(copy, { origin: "null" });
    });
  }

  #change(options: ShowUIOptions): void {
    this.shown = { ...this.#require("ui"), ...options };
  }
  #require(member: string): ShowUIOptions & { readonly html: string } {
    this.#world.enter(member);
    if (!this.shown) throw new Error(`in ${member}: there is no UI: call showUI first`);
    return this.shown;
  }
}
