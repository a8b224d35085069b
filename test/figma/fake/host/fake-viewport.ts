import type { BaseNode, Rect, Vector, ViewportAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { boundingBoxOf } from "../geometry.ts";
import { union } from "../matrix.ts";
import type { World } from "../world.ts";

/** A window of 1440 by 900 pixels on the page. */
export class FakeViewport
  implements Pick<ViewportAPI, "center" | "zoom" | "bounds" | "scrollAndZoomIntoView">
{
  readonly #world: World;
  #center: Vector = { x: 0, y: 0 };
  #zoom = 1;

  constructor(world: World) {
    this.#world = world;
  }
  get center(): Vector {
    this.#world.enter("viewport.center");
    return this.#center;
  }
  set center(center: Vector) {
    this.#world.enter("viewport.center");
    this.#center = { ...center };
  }
  get zoom(): number {
    this.#world.enter("viewport.zoom");
    return this.#zoom;
  }
  set zoom(zoom: number) {
    this.#world.enter("viewport.zoom");
    this.#zoom = zoom;
  }
  get bounds(): Rect {
    const [width, height] = [1440 / this.zoom, 900 / this.zoom];
    return { x: this.#center.x - width / 2, y: this.#center.y - height / 2, width, height };
  }
  get slidesView(): never {
    throw new Error("in viewport.slidesView: this is no slide deck");
  }
  get canvasView(): never {
    throw new Error("in viewport.canvasView: this is no such file");
  }
  scrollAndZoomIntoView(nodes: ReadonlyArray<BaseNode>): void {
    this.#world.enter("viewport.scrollAndZoomIntoView");
    const known = nodes.map(({ id }) => this.#world.nodes.get(id)).filter((node) => node !== undefined);
    if (known.length === 0) return;
    const box = union(known.map(boundingBoxOf));
    this.#center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    this.#zoom = Math.min(1, 1440 / box.width, 900 / box.height);
  }
}
