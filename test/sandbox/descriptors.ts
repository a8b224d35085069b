import { aetherforge, claid, figur, hitpaw, type Provider } from "@stratify/core";
import type { KeyedService } from "@stratify/core/test-key";

/** What the suites need of a service's descriptor. */
export interface Descriptor {
  readonly id: KeyedService;
  readonly name: string;
  /** Makes the provider from the values of its options, by name. */
  create(values: Readonly<Record<string, string>>): Provider;
}

/** Every service that core has. The one place outside a service's folder that names them. */
export const services: readonly Descriptor[] = [
  {
    id: "aetherforge",
    name: "AetherForge AI",
    create: ({ apiKey = "", ...more }) => aetherforge({ apiKey, ...more }),
  },
  { id: "claid", name: "Claid.ai", create: ({ apiKey = "", baseUrl = "" }) => claid({ apiKey, baseUrl }) },
  {
    id: "figur",
    name: "FIGUR",
    create: ({ apiKey = "", outputPreset = "", ...more }) => figur({ apiKey, outputPreset, ...more }),
  },
  { id: "hitpaw", name: "HitPaw", create: ({ apiKey = "", baseUrl = "" }) => hitpaw({ apiKey, baseUrl }) },
];

/**
 * The descriptor of that id.
 *
 * @throws {Error} when core has none
 */
export function descriptorOf(id: string): Descriptor {
  const descriptor = services.find((each) => each.id === id);
  if (!descriptor) throw new Error(`core has no service "${id}"`);
  return descriptor;
}
