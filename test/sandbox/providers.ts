import type { Provider } from "@stratify/core";
import { descriptorOf } from "./descriptors.ts";
import type { ServiceSite, ServiceSites } from "./sites.ts";

/** Every service's provider, pointed at the sandbox. */
export function sandboxProviders({ services }: ServiceSites): readonly Provider[] {
  return Object.values(services).map((site) => sandboxProvider(site));
}

/**
 * One service's provider, pointed at the sandbox.
 *
 * @param changed option values other than the sandbox's, such as another key
 */
export function sandboxProvider(
  { id, options }: Pick<ServiceSite, "id" | "options">,
  changed: Readonly<Record<string, string>> = {},
): Provider {
  return descriptorOf(id).create({ ...options, ...changed });
}

/** The environment in which a program serves every service of the sandbox. */
export function sandboxEnvironment({ services }: ServiceSites): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(services).flatMap(({ id, options }) =>
      descriptorOf(id).options.flatMap(({ name, env }) =>
        options[name] === undefined ? [] : [[env, options[name]] as const],
      ),
    ),
  );
}
