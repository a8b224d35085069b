import type { Point } from "./geometry.ts";

/** Screen pixels that an arrow key moves by. */
const keyStep = 40;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};

export interface GestureEvents {
  /** In screen pixels. */
  onMove(by: Point): void;
  /** @param factor above 1 to come closer, to where the pointer is */
  onZoom(factor: number, pointer: MouseEvent): void;
  /** Between all of the picture and its actual pixels. */
  onToggle(): void;
}

/** How a picture is moved and brought closer: by arrow keys, by dragging, with the wheel and by a double click. */
export function listenForGestures(element: HTMLElement, { onMove, onZoom, onToggle }: GestureEvents): void {
  element.addEventListener("keydown", (event) => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : arrows[event.key];
    if (!by || event.target !== element) return;
    event.preventDefault();
    onMove(by);
  });
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    element.classList.add("moving");
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) onMove({ x: event.movementX, y: event.movementY });
  });
  element.addEventListener("lostpointercapture", () => element.classList.remove("moving"));
  element.addEventListener("dblclick", onToggle);
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (!event.ctrlKey && !event.metaKey) onMove({ x: -event.deltaX, y: -event.deltaY });
      else onZoom(Math.exp(-Math.max(-50, Math.min(50, event.deltaY)) / 200), event);
    },
    { passive: false },
  );
}
