import type { Shown } from "../protocol.ts";
import type { PreviewStrings } from "../string-names.ts";
import { icon, make } from "./make.ts";
import type { Part } from "./sheet.ts";
import { tintClass } from "./tints.ts";
import type { ViewState } from "./view-state.ts";

export interface LayerRowEvents {
  onVisible(visible: readonly number[]): void;
  onSourceVisible(isVisible: boolean): void;
  onOpen(part: Part): void;
}

/** The list of layers, topmost first, with the source below them; each can be shown, hidden, shown alone, opened. */
export class LayerRows {
  readonly element: HTMLElement;
  readonly #boxes = new Map<Part, HTMLInputElement>();
  readonly #alone = new Map<Part, HTMLButtonElement>();
  readonly #shown: Shown;
  readonly #strings: PreviewStrings;
  readonly #events: LayerRowEvents;
  #state: ViewState | undefined;

  constructor(shown: Shown, strings: PreviewStrings, events: LayerRowEvents) {
    this.#shown = shown;
    this.#strings = strings;
    this.#events = events;
    const rows = shown.layers
      .map(({ name, about, url }, number) => this.#row(number, name, about, url))
      .reverse();
    if (shown.source !== undefined) rows.push(this.#row("source", strings.source, shown.title, shown.source));
    this.element = make("ul", { class: "rows", "aria-label": strings.layers }, ...rows);
  }

  update(state: ViewState): void {
    this.#state = state;
    for (const [part, box] of this.#boxes) {
      box.checked = part === "source" ? state.sourceVisible || state.masks : state.visible.includes(part);
      box.disabled = part === "source" && state.masks;
    }
    for (const [part, button] of this.#alone) {
      const isAlone = this.#isAlone(part, state);
      const words = isAlone ? this.#strings.all : this.#strings.only.replace("{0}", this.#nameOf(part));
      button.setAttribute("aria-pressed", String(isAlone));
      button.title = words;
      button.setAttribute("aria-label", words);
    }
    this.element.classList.toggle("tinted", state.masks);
  }

  #row(part: Part, name: string, about: string, url: string): HTMLLIElement {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => this.#toggle(part, box.checked));
    this.#boxes.set(part, box);
    const words = this.#strings.open.replace("{0}", name);
    const open = make(
      "button",
      { class: "small", type: "button", title: words, "aria-label": words },
      icon("open"),
    );
    open.addEventListener("click", () => this.#events.onOpen(part));
    const alone = make("button", { class: "small", type: "button" }, icon("eye"));
    alone.addEventListener("click", () => this.#showAlone(part));
    this.#alone.set(part, alone);
    const thumb = make("span", { class: "thumb" }, make("img", { src: url, alt: "", loading: "lazy" }));
    if (part !== "source") thumb.append(make("span", { class: `dot ${tintClass(part)}` }));
    const text = make(
      "span",
      { class: "text" },
      make("span", { class: "name", title: name }, name),
      make("span", { class: "about", title: about }, about),
    );
    return make("li", {}, make("label", {}, box, thumb, text), make("span", { class: "acts" }, alone, open));
  }

  #toggle(part: Part, isVisible: boolean): void {
    if (part === "source") {
      this.#events.onSourceVisible(isVisible);
      return;
    }
    const others = this.#state?.visible.filter((number) => number !== part) ?? [];
    this.#events.onVisible(isVisible ? [...others, part].sort((one, other) => one - other) : others);
  }

  #showAlone(part: Part): void {
    const all = this.#shown.layers.map((_, number) => number);
    const wasAlone = this.#state !== undefined && this.#isAlone(part, this.#state);
    this.#events.onSourceVisible(part === "source" && !wasAlone);
    this.#events.onVisible(wasAlone ? all : part === "source" ? [] : [part]);
  }

  #isAlone(part: Part, { visible, sourceVisible }: ViewState): boolean {
    if (part === "source") return sourceVisible && visible.length === 0;
    return !sourceVisible && visible.length === 1 && visible[0] === part;
  }

  #nameOf(part: Part): string {
    return part === "source" ? this.#strings.source : (this.#shown.layers[part]?.name ?? "");
  }
}
