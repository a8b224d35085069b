import { serviceFacts } from "@stratify/core/service-facts";
import type { Command } from "./commands.ts";

/** A provider as quick actions suggest it. */
interface ProviderFact {
  readonly id: string;
  readonly name: string;
  /** The commands that it can do. */
  readonly commands: readonly Command[];
}

/** The local engine, which is no service. */
export const localEngine = {
  id: "local",
  name: "Local engine",
  commands: ["split", "cutout"],
} as const satisfies ProviderFact;

/** Every provider that a quick action can name: the engine, then the services. */
export const providers: readonly ProviderFact[] = [
  localEngine,
  ...serviceFacts.map(({ id, name, capabilities }) => ({ id, name, commands: capabilities.tasks })),
];
