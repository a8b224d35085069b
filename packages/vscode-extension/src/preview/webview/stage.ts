import type { Shown, Size } from "../protocol.ts";
import type { PreviewStrings } from "../string-names.ts";
import { Divider } from "./divider.ts";
import { fitted, fittingZoom, type Look, nextZoom, type Point, panned, zoomedAt } from "./geometry.ts";
import { make } from "./make.ts";
import { Sheet, type SheetEvents } from "./sheet.ts";
import type { ViewState } from "./view-state.ts";

/** Screen pixels that an arrow key moves by. */
const keyStep = 40;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};

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
    this.#listen();
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

  #listen(): void {
    const { element } = this;
    element.addEventListener("keydown", (event) => {
      const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : arrows[event.key];
      if (!by || event.target !== element) return;
      event.preventDefault();
      this.#move(by);
    });
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      element.classList.add("moving");
    });
    element.addEventListener("pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.#move({ x: event.movementX, y: event.movementY });
    });
    element.addEventListener("lostpointercapture", () => element.classList.remove("moving"));
    element.addEventListener("dblclick", () =>
      this.#state?.look?.zoom === undefined ? this.zoomTo(1) : this.fit(),
    );
    element.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        if (!event.ctrlKey && !event.metaKey) {
          this.#move({ x: -event.deltaX, y: -event.deltaY });
          return;
        }
        const now = this.#now();
        if (now) {
          const factor = Math.exp(-Math.max(-50, Math.min(50, event.deltaY)) / 200);
          this.#onLook(zoomedAt(now.look, now.zoom, now.zoom * factor, this.#fromMiddle(event), now.size));
        }
      },
      { passive: false },
    );
  }

  #fromMiddle({ clientX, clientY }: MouseEvent): Point {
    const before = this.#before.getBoundingClientRect();
    const isLeft = this.#state?.mode === "sides" && clientX < before.right;
    const { left, top, width, height } = isLeft ? before : this.#after.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}
