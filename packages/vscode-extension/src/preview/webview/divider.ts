import type { PreviewStrings } from "../string-names.ts";
import { make } from "./make.ts";

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02,
  ArrowDown: -0.02,
  ArrowRight: 0.02,
  ArrowUp: 0.02,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

/** The line between before and after: a slider for mouse, touch, keyboard and screen reader. */
export class Divider {
  readonly element: HTMLElement;
  readonly #strings: PreviewStrings;
  #share = 0.5;

  constructor(strings: PreviewStrings, onMove: (share: number) => void) {
    this.#strings = strings;
    const before = make("span", { class: "tag before", "aria-hidden": "true" }, strings.source);
    const after = make("span", { class: "tag after", "aria-hidden": "true" }, strings.result);
    const grip = make("span", { class: "grip", "aria-hidden": "true" });
    this.element = make(
      "div",
      {
        class: "divider",
        role: "slider",
        tabindex: "0",
        "aria-label": strings.divider,
        "aria-orientation": "horizontal",
        "aria-valuemin": "0",
        "aria-valuemax": "100",
      },
      before,
      after,
      grip,
    );
    const move = (share: number) => onMove(Math.min(1, Math.max(0, share)));
    this.element.addEventListener("keydown", (event) => {
      const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      move(this.#share + step);
    });
    this.element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.element.focus();
      this.element.setPointerCapture(event.pointerId);
    });
    this.element.addEventListener("pointermove", (event) => {
      const around = this.element.parentElement?.getBoundingClientRect();
      if (around && this.element.hasPointerCapture(event.pointerId))
        move((event.clientX - around.left) / around.width);
    });
  }

  place(share: number): void {
    this.#share = share;
    const percent = Math.round(share * 100);
    this.element.style.left = `${share * 100}%`;
    this.element.setAttribute("aria-valuenow", String(percent));
    this.element.setAttribute("aria-valuetext", this.#strings.dividerValue.replace("{0}", String(percent)));
  }
}
