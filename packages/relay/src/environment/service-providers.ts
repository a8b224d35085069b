import type { Provider } from "@stratify/core";
import { type Environment, readEnvironment } from "@stratify/core/service-environment";
import { services } from "@stratify/core/services";

/**
 * The services that the environment sets up.
 *
 * @throws {TypeError} when one is set up in part, or an option has a value it can't have
 */
export function serviceProviders(env: Environment): readonly Provider[] {
  return services.flatMap((service): readonly Provider[] => {
    const { values, set, missing } = readEnvironment(service, env);
    if (set.length === 0) return [];
    if (missing.length > 0)
      throw new TypeError(`${service.name}: ${missing.join(", ")} must be set beside ${set.join(", ")}`);
    return [service.create(values)];
  });
}
