import type {
  ParameterInputEvent,
  ParametersAPI,
  ParameterValues,
  SuggestionResults,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { World } from "../world.ts";
import { Listeners } from "./listeners.ts";

/** What a quick action shows while its parameters are typed. */
export interface Suggested {
  readonly suggestions: readonly string[];
  readonly error?: string;
}

/** Quick actions: the plugin is asked at every key, without a window, and may change nothing. */
export class FakeParameters implements ParametersAPI {
  readonly #world: World;
  readonly #listeners = new Listeners<[ParameterInputEvent]>();

  constructor(world: World) {
    this.#world = world;
  }
  on(_type: "input", callback: (event: ParameterInputEvent) => void): void {
    this.#world.enter("parameters.on");
    this.#listeners.add(callback);
  }
  once(_type: "input", callback: (event: ParameterInputEvent) => void): void {
    this.#world.enter("parameters.once");
    this.#listeners.add(callback, true);
  }
  off(_type: "input", callback: (event: ParameterInputEvent) => void): void {
    this.#world.enter("parameters.off");
    this.#listeners.remove(callback);
  }

  /** The user's side: types into one parameter, and waits for what is suggested. */
  type(key: string, query: string, parameters: ParameterValues = {}): Promise<Suggested> {
    return new Promise((resolve) => {
      const result: SuggestionResults = {
        setSuggestions: (suggestions) =>
          resolve({ suggestions: suggestions.map((one) => (typeof one === "string" ? one : one.name)) }),
        setError: (error) => resolve({ suggestions: [], error }),
        setLoadingMessage: () => {},
      };
      this.#listeners.tell({ key, query, parameters, result });
    });
  }
}
