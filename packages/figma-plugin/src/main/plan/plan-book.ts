import { type Guarded, shape, text } from "../../shared/guard.ts";
import { placementPlan } from "../../shared/placement-plan.ts";
import { PluginError } from "../plugin-error.ts";

/** A plan, and what tells whether the picture that it was made for is still the same. */
export const planned = shape({ plan: placementPlan, fingerprint: text });
export type Planned = Guarded<typeof planned>;

/** The plans of this run, under names that no other run gives. */
export class PlanBook {
  readonly #plans = new Map<string, Planned>();
  readonly #run = Date.now().toString(36);

  keep(made: Planned): string {
    const name = `${made.plan.node.id}/${this.#run}-${this.#plans.size + 1}`;
    this.#plans.set(name, made);
    return name;
  }

  /** Takes in a plan of an earlier run. */
  restore(name: string, made: Planned): void {
    this.#plans.set(name, made);
  }

  /** @throws {PluginError} `unknown-plan` */
  get(name: string): Planned {
    const made = this.#plans.get(name);
    if (!made) throw new PluginError("unknown-plan", "The plugin no longer knows where these layers go.");
    return made;
  }
}
