import type { Shown, Size } from "../protocol.ts";
import type { PreviewStrings } from "../string-names.ts";
import { Divider } from "./divider.ts";
import { fitted, fittingZoom, type Look, nextZoom, type Point, panned, zoomedAt } from "./geometry.ts";
import { listenForGestures } from "./gestures.ts";
import { make } from "./make.ts";
import { Sheet, type SheetEvents } from "./sheet.ts";
import type { ViewState } from "./view-state.ts";

export interface StageEvents extends Pick<SheetEvents, "onBroken"> {
  onLook(look: Look): void;
  onDivider(share: number): void;
}

/** Where pictures are looked at: one pane or two, which zoom and move in step. */
export class Stage {
  readonly element: HTMLElement;
  readonly #before = make("div", { class: "pane before" });
  readonly #after = make("div", { class: "pane after" });
  readonly #sourceSheet: Sheet;
  readonly #stackSheet: Sheet;
  readonly #divider: Divider;
  readonly #shown: Shown;
  readonly #onLook: (look: Look) => void;
  #state: ViewState | undefined;
  #size: Size | undefined;

  constructor(shown: Shown, strings: PreviewStrings, events: StageEvents) {
    this.#shown = shown;
    this.#size = shown.size;
    this.#onLook = events.onLook;
    const onSize: SheetEvents["onSize"] = (part, size) => {
      const tells = part === "source" || (shown.source === undefined && this.#size === undefined);
      if (!tells || (shown.size && part !== "source")) return;
      this.#size = size;
      this.draw();
    };
    // The stack holds every picture, the source too: it tells of all that are broken.
    this.#sourceSheet = new Sheet(shown, "source", { onSize, onBroken: () => undefined });
    this.#stackSheet = new Sheet(shown, "stack", { onSize, onBroken: events.onBroken });
    this.#before.append(this.#sourceSheet.element);
    this.#after.append(this.#stackSheet.element);
    this.#divider = new Divider(strings, events.onDivider);
    this.element = make(
      "section",
      {
        class: "stage",
        tabindex: "0",
        role: "application",
        "aria-label": strings.stage.replace("{0}", shown.title),
        title: strings.hint,
      },
      this.#before,
      this.#after,
      this.#divider.element,
    );
    listenForGestures(this.element, {
      onMove: (by) => this.#move(by),
      onZoom: (factor, event) => this.#zoomAt(factor, this.#fromMiddle(event)),
      onToggle: () => (this.#state?.look?.zoom === undefined ? this.zoomTo(1) : this.fit()),
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Shows what is chosen. */
  update(state: ViewState): void {
    this.#state = state;
    this.element.dataset.mode = state.mode;
    this.element.style.setProperty("--divider", `${state.divider * 100}%`);
    this.#divider.element.hidden = state.mode !== "compare";
    this.#divider.place(state.divider);
    this.#sourceSheet.choose(state, this.#shown, "source");
    this.#stackSheet.choose(state, this.#shown, "stack");
    this.draw();
  }

  /** Lays the sheets out for the panes' size. */
  draw(): void {
    const now = this.#now();
    if (!now) return;
    this.#sourceSheet.place(now.look, now.zoom, now.size, now.pane);
    this.#stackSheet.place(now.look, now.zoom, now.size, now.pane);
  }

  /** Screen pixels for each of the source's, as it is now; `undefined` until the size is known. */
  get zoom(): number | undefined {
    return this.#now()?.zoom;
  }

  zoomBy(direction: 1 | -1, pointer: Point = { x: 0, y: 0 }): void {
    const now = this.#now();
    if (now) this.#onLook(zoomedAt(now.look, now.zoom, nextZoom(now.zoom, direction), pointer, now.size));
  }

  zoomTo(zoom: number): void {
    const now = this.#now();
    if (now) this.#onLook(zoomedAt(now.look, now.zoom, zoom, { x: 0, y: 0 }, now.size));
  }

  fit(): void {
    if (this.#size) this.#onLook(fitted(this.#size));
  }

  #now(): { look: Look; zoom: number; size: Size; pane: Size } | undefined {
    const size = this.#size;
    if (!size || !this.#state) return undefined;
    const { clientWidth: width, clientHeight: height } = this.#after;
    const pane = { width, height };
    const chosen = this.#state.look ?? fitted(size);
    const look = chosen.zoom === undefined ? fitted(size) : chosen;
    return { look, zoom: look.zoom ?? fittingZoom(size, pane), size, pane };
  }

  #move(by: Point): void {
    const now = this.#now();
    if (now) this.#onLook(panned(now.look, now.zoom, by, now.size));
  }

  #zoomAt(factor: number, pointer: Point): void {
    const now = this.#now();
    if (now) this.#onLook(zoomedAt(now.look, now.zoom, now.zoom * factor, pointer, now.size));
  }

  /** A place on the page, from the middle of the pane that it is on. */
  #fromMiddle({ clientX, clientY }: MouseEvent): Point {
    const before = this.#before.getBoundingClientRect();
    const isLeft = this.#state?.mode === "sides" && clientX < before.right;
    const { left, top, width, height } = isLeft ? before : this.#after.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}
