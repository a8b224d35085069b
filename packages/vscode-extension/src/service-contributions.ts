import type { TaskKind } from "@stratify/core";
import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";
import type { ServiceFacts, ServiceOption } from "@stratify/core/services";

/**
 * Every name in the manifest that comes from the descriptors of the services. `pnpm generate` writes them into
 * `package.json`; a test fails when that was forgotten.
 */

/** What a secret is kept for: a service's key, or the token of the relay that holds the services' keys. */
export type KeyHolder = ServiceId | "relay";

/** Whoever has a key. Services without one are not among them. */
export const keyHolders: readonly KeyHolder[] = [
  ...serviceFacts.filter(({ options }) => options.some(({ secret }) => secret)).map(({ id }) => id),
  "relay",
];

/** Id of the provider that runs on this machine and needs no set-up. */
export const localId = "local";

/** What comes before a service's id where it is reached through the relay. */
export const relayPrefix = "relay:";

const localTasks: readonly TaskKind[] = ["split", "cutout"];

function choicesFor(task: TaskKind): readonly string[] {
  const able = serviceFacts
    .filter(({ capabilities }) => capabilities.tasks.includes(task))
    .map(({ id }) => id);
  const local = localTasks.includes(task) ? [localId] : [];
  return ["ask", ...local, ...able, ...able.map((id) => relayPrefix + id)];
}

/** What a default provider may be: `ask`, or who does that task. */
export const providerChoices = {
  split: choicesFor("split"),
  cutout: choicesFor("cutout"),
  background: choicesFor("replace-background"),
} as const;

/** A setting of a service, under `stratify.`. */
export type ServiceSettingName = `endpoints.${ServiceId}` | `${ServiceId}.${string}`;

/** A setting of a service, and the option that it is kept for. */
export interface ServiceSetting {
  readonly name: ServiceSettingName;
  readonly service: ServiceFacts<ServiceId>;
  readonly option: ServiceOption;
}

/** The setting in which an option is kept that is no secret. */
export function settingOf(service: ServiceId, { name }: ServiceOption): ServiceSettingName {
  return name === "baseUrl" ? `endpoints.${service}` : `${service}.${name}`;
}

/** The settings of all services. */
export const serviceSettings: readonly ServiceSetting[] = serviceFacts.flatMap((service) =>
  service.options
    .filter(({ secret }) => !secret)
    .map((option) => ({ name: settingOf(service.id, option), service, option })),
);

/** What a setting of a service is where the user has set nothing. */
export function defaultOf({ default: value = "" }: ServiceOption): string {
  return value;
}
