import type { PreviewStrings } from "../string-names.ts";
import { Choice } from "./choice.ts";
import { icon, make } from "./make.ts";
import { type Backdrop, backdrops, type Mode, type ViewState } from "./view-state.ts";

export interface ToolbarEvents {
  onMode(mode: Mode): void;
  onMasks(): void;
  onBackdrop(backdrop: Backdrop): void;
  onColor(color: string): void;
  onZoom(to: "in" | "out" | "fit" | "actual"): void;
}

/** What is looked at, on which backdrop, how large. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #mode: Choice<Mode>;
  readonly #backdrop: Choice<Backdrop>;
  readonly #masks: HTMLButtonElement;
  readonly #color: HTMLInputElement;
  readonly #zoom: HTMLButtonElement;
  readonly #hasSource: boolean;

  constructor(strings: PreviewStrings, hasSource: boolean, events: ToolbarEvents) {
    this.#hasSource = hasSource;
    const modes = [
      { value: "layers", words: strings.viewLayers },
      { value: "compare", words: strings.viewCompare },
      { value: "sides", words: strings.viewSides },
    ] as const;
    this.#mode = new Choice("mode", strings.view, modes, events.onMode);
    if (!hasSource) this.#mode.element.title = strings.noSource;
    this.#masks = button(
      strings.masksHint,
      () => events.onMasks(),
      icon("mask"),
      make("span", {}, strings.masks),
    );
    this.#masks.classList.add("labelled");

    const words: Readonly<Record<Backdrop, string>> = {
      checkers: strings.backdropCheckers,
      white: strings.backdropWhite,
      black: strings.backdropBlack,
      color: strings.backdropColor,
    };
    const swatches = backdrops.map((value) => ({
      value,
      words: words[value],
      look: make("span", { class: `swatch backdrop-${value}` }),
    }));
    this.#backdrop = new Choice("backdrop", strings.backdrop, swatches, events.onBackdrop);
    this.#color = make("input", { type: "color", title: strings.pickColor, "aria-label": strings.pickColor });
    this.#color.addEventListener("input", () => events.onColor(this.#color.value));

    this.#zoom = button(strings.zoomActual, () => events.onZoom("actual"));
    this.#zoom.classList.add("percent");
    const zoom = make(
      "div",
      { class: "buttons", role: "group", "aria-label": strings.zoom },
      button(strings.zoomOut, () => events.onZoom("out"), icon("minus")),
      this.#zoom,
      button(strings.zoomIn, () => events.onZoom("in"), icon("plus")),
      button(strings.zoomFit, () => events.onZoom("fit"), icon("fit")),
    );
    const backdrop = make("div", { class: "buttons" }, this.#backdrop.element, this.#color);
    this.element = make("header", { class: "bar" }, this.#mode.element, this.#masks, backdrop, zoom);
  }

  update(state: ViewState, zoom: number | undefined): void {
    this.#mode.update(state.mode, this.#hasSource ? [] : ["compare", "sides"]);
    this.#masks.setAttribute("aria-pressed", String(state.masks));
    this.#backdrop.update(state.backdrop);
    this.#color.value = state.color;
    this.#color.hidden = state.backdrop !== "color";
    this.element.style.setProperty("--backdrop", state.color);
    this.#zoom.textContent = zoom === undefined ? "" : `${Math.round(zoom * 100)} %`;
  }
}

function button(words: string, onClick: () => void, ...face: readonly Node[]): HTMLButtonElement {
  const element = make("button", { type: "button", title: words, "aria-label": words }, ...face);
  element.addEventListener("click", onClick);
  return element;
}
