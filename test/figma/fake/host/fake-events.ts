import type { ArgFreeEventType, RunEvent } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import { Listeners } from "./listeners.ts";

export type Subscription =
  | [type: "run", callback: (event: RunEvent) => void]
  | [type: ArgFreeEventType, callback: () => void]
  | [type: Untold, callback: (event: never) => unknown];
type Untold =
  | "drop"
  | "documentchange"
  | "slidesviewchange"
  | "canvasviewchange"
  | "textreview"
  | "stylechange";

/** Who listens to what happens in Figma. */
export class FakeEvents {
  readonly #world: World;
  readonly #listeners = new Map<string, Listeners<[RunEvent]>>();

  constructor(world: World) {
    this.#world = world;
  }
  on(event: Subscription): void {
    this.#world.enter("on");
    this.#of(event[0]).add(callbackOf(event));
  }
  once(event: Subscription): void {
    this.#world.enter("once");
    this.#of(event[0]).add(callbackOf(event), true);
  }
  off(event: Subscription): void {
    this.#world.enter("off");
    this.#of(event[0]).remove(callbackOf(event));
  }
  run(event: RunEvent): void {
    this.#of("run").tell(event);
  }
  tell(type: ArgFreeEventType): void {
    this.#of(type).tell({ command: type, parameters: undefined });
  }

  #of(type: string): Listeners<[RunEvent]> {
    const known = this.#listeners.get(type);
    if (known) return known;
    const listeners = new Listeners<[RunEvent]>();
    this.#listeners.set(type, listeners);
    return listeners;
  }
}

function callbackOf(event: Subscription): (event: RunEvent) => void {
  switch (event[0]) {
    case "drop":
    case "documentchange":
    case "slidesviewchange":
    case "canvasviewchange":
    case "textreview":
    case "stylechange":
      throw new Error(`this fake never tells of ${event[0]}`);
    default:
      return event[1];
  }
}
