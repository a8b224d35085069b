import { configure, missingOptions, withPlaceholders } from "@stratify/app/providers/configured";
import type { Provider, ProviderInfo } from "@stratify/core";
import { type OptionValues, type Service, type ServiceId, services } from "@stratify/core/services";

/** What the user has set about the providers. */
export interface ProviderSetup {
  /** The values of the services' options, keys included. */
  readonly options: Readonly<Partial<Record<ServiceId, OptionValues>>>;
  /** Hosts, by provider, to which the user lets this browser send a paid request that it may repeat by itself. */
  readonly resendAllowed: ResendAllowed;
  /** The relay, where its base URL and token are set. */
  readonly relay?: RelaySetup;
}

/** Hosts by the id of their provider. */
export type ResendAllowed = Readonly<Record<string, readonly string[]>>;

export interface RelaySetup {
  readonly address: string;
  readonly token: string;
}

/**
 * What can be said of all services, also of those that lack something: to be looked at, not to be called. What stands
 * for a base URL or a preset that is not set is the service's own.
 */
export function describedServices(setup: ProviderSetup): readonly ProviderInfo[] {
  return services.map((service) => {
    try {
      return describedService(service, setup);
    } catch {
      // A value that can't be used is told to whoever chooses the service.
      return infoOf(service);
    }
  });
}

/**
 * What can be said of one service.
 *
 * @returns `undefined` when there is none with this id
 * @throws {TypeError} when an option has a value that it can't have
 */
export function findService(id: string, setup: ProviderSetup): ProviderInfo | undefined {
  const service = serviceOf(id);
  return service && describedService(service, setup);
}

/** The services that can be called. */
export function usableProviders(setup: ProviderSetup): readonly Provider[] {
  // Those with a value that can't be used are reported to whoever chooses them.
  return services.flatMap((service) => {
    const configured = configure(service, valuesOf(service, setup));
    return "provider" in configured ? [configured.provider] : [];
  });
}

/** The service with this id. */
export function serviceOf(id: string): Service<ServiceId> | undefined {
  return services.find((service) => service.id === id);
}

/** The values of a service's options. */
export function valuesOf({ id }: Service<ServiceId>, setup: ProviderSetup): OptionValues {
  return setup.options[id] ?? {};
}

function describedService(service: Service<ServiceId>, setup: ProviderSetup): ProviderInfo {
  const values = valuesOf(service, setup);
  // Without its base URL a service has no host yet.
  if (missingOptions(service, values).some(({ name }) => name === "baseUrl")) return infoOf(service);
  return infoOf(service.create(withPlaceholders(service, values)));
}

/** The extension keeps what comes with a submit, so that every job can be resumed. */
export function infoOf({
  id,
  name,
  capabilities,
}: Pick<ProviderInfo, "id" | "name" | "capabilities">): ProviderInfo {
  return { id, name, capabilities, resumable: true };
}
