import { type Service, services } from "@stratify/core/services";

export { services } from "@stratify/core/services";

/**
 * The descriptor of that id.
 *
 * @throws {Error} when core has none
 */
export function descriptorOf(id: string): Service {
  const descriptor = services.find((each) => each.id === id);
  if (!descriptor) throw new Error(`core has no service "${id}"`);
  return descriptor;
}
