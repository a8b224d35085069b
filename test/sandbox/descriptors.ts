import { type Service, type ServiceId, services } from "@stratify/core/services";

/**
 * Core's descriptor of a service.
 *
 * @throws {Error} when core has none of that id
 */
export function descriptorOf(id: string): Service<ServiceId> {
  const descriptor = services.find((each) => each.id === id);
  if (!descriptor) throw new Error(`core has no service "${id}"`);
  return descriptor;
}
