import type { Box, Shown, Size } from "../protocol.ts";
import type { Look } from "./geometry.ts";
import { make } from "./make.ts";
import { tintFilter } from "./tints.ts";
import type { ViewState } from "./view-state.ts";

/** From here on single pixels are to be seen. */
const pixelZoom = 3;

export type Part = number | "source";

export interface SheetEvents {
  /** A picture that has no bounds on the source was loaded. */
  onSize(part: Part, size: Size): void;
  onBroken(part: Part): void;
}

/** The source's rectangle with pictures in it, each in its place. */
export class Sheet {
  readonly element = make("div", { class: "sheet" });
  readonly #pictures = new Map<Part, HTMLImageElement>();

  constructor(shown: Shown, holds: "source" | "stack", events: SheetEvents) {
    if (shown.source !== undefined) this.#add("source", shown.source, undefined, undefined, events);
    if (holds === "source") return;
    shown.layers.forEach(({ url, bounds }, number) => {
      this.#add(number, url, bounds, shown.size, events);
    });
  }

  /** Shows what is chosen. */
  choose(state: ViewState, shown: Shown, holds: "source" | "stack"): void {
    const masks = state.masks && holds === "stack";
    for (const [part, picture] of this.#pictures) {
      const isChosen = part === "source" ? state.sourceVisible || masks : state.visible.includes(part);
      picture.hidden = !(isChosen || holds === "source");
      const isMask = part !== "source" && shown.layers[part]?.role === "mask";
      picture.style.filter = masks && part !== "source" ? tintFilter(part, isMask) : "";
    }
    this.element.className = `sheet backdrop-${state.backdrop}`;
    this.element.style.setProperty("--backdrop", state.color);
  }

  /** Lies where the pane looks. */
  place({ x, y }: Look, zoom: number, size: Size, pane: Size): void {
    const { style } = this.element;
    style.width = `${size.width * zoom}px`;
    style.height = `${size.height * zoom}px`;
    style.left = `${Math.round(pane.width / 2 - x * zoom)}px`;
    style.top = `${Math.round(pane.height / 2 - y * zoom)}px`;
    this.element.classList.toggle("pixels", zoom >= pixelZoom);
  }

  #add(part: Part, url: string, bounds: Box | undefined, size: Size | undefined, events: SheetEvents): void {
    const picture = make("img", {
      alt: "",
      draggable: "false",
      class: part === "source" ? "source" : "layer",
    });
    picture.addEventListener("error", () => events.onBroken(part));
    if (bounds && size) {
      const percent = (value: number, of: number) => `${(100 * value) / of}%`;
      picture.style.left = percent(bounds.x, size.width);
      picture.style.top = percent(bounds.y, size.height);
      picture.style.width = percent(bounds.width, size.width);
      picture.style.height = percent(bounds.height, size.height);
    } else {
      picture.addEventListener("load", () =>
        events.onSize(part, { width: picture.naturalWidth, height: picture.naturalHeight }),
      );
    }
    picture.src = url;
    this.#pictures.set(part, picture);
    this.element.append(picture);
  }
}
