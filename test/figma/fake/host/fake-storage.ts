import type { ClientStorageAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import { checkMessage } from "./check-message.ts";

/** Five megabytes for a plugin, on one device, across its files. */
export class FakeStorage implements ClientStorageAPI {
  readonly entries: Map<string, unknown>;
  readonly #world: World;
  readonly #limit: number;

  constructor(world: World, entries = new Map<string, unknown>(), limit = 5_000_000) {
    this.#world = world;
    this.entries = entries;
    this.#limit = limit;
  }

  async getAsync(key: string): Promise<unknown> {
    this.#world.enter("clientStorage.getAsync");
    return structuredClone(this.entries.get(key));
  }
  async setAsync(key: string, value: unknown): Promise<void> {
    this.#world.enter("clientStorage.setAsync");
    checkMessage(value, key);
    const others = [...this.entries].filter(([other]) => other !== key);
    const total = [...others, [key, value] as const].reduce((sum, [k, v]) => sum + k.length + bytesOf(v), 0);
    if (total > this.#limit)
      throw new Error("in clientStorage.setAsync: the plugin's storage would exceed its limit of 5 MB");
    this.entries.set(key, structuredClone(value));
  }
  async deleteAsync(key: string): Promise<void> {
    this.#world.enter("clientStorage.deleteAsync");
    this.entries.delete(key);
  }
  async keysAsync(): Promise<string[]> {
    this.#world.enter("clientStorage.keysAsync");
    return [...this.entries.keys()];
  }
}

function bytesOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  return JSON.stringify(value)?.length ?? 0;
}
