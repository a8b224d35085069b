import { readFileSync } from "node:fs";
import { services } from "@stratify/core/services";
import { type ServiceSites, siteOf } from "../../sandbox/sites.ts";
import type { SettingValues } from "../host/start-server.ts";

/** The extension's id in VS Code. */
export const extensionId = "stratify.stratify-layers";

/** For images that go into documents. */
export const darkTheme: SettingValues = { "workbench.colorTheme": "Default Dark Modern" };

const manifest = new URL("../../../packages/vscode-extension/package.json", import.meta.url);

/** How the extension names the setting that holds a service's address. */
const endpointOf = (service: string) => `stratify.endpoints.${service}`;
const isEndpoint = (setting: string) => setting.startsWith(endpointOf("")) || setting.endsWith(".baseUrl");

/**
 * Settings that put the sandbox in place of every service.
 *
 * @throws {Error} when a service has no such setting, or a setting would stay at its default: then a test would send its
 *   requests to the real service
 */
export function sandboxEndpoints(sandbox: ServiceSites): SettingValues {
  const values = Object.fromEntries(
    services.map(({ id }) => [endpointOf(id), siteOf(sandbox, id).baseUrl] as const),
  );
  const declared = endpointSettings();
  const unset = declared.filter((setting) => !values[setting]);
  if (unset.length > 0) throw new Error(`not pointed at the sandbox: ${unset.join(", ")}`);
  const unknown = Object.keys(values).filter((setting) => !declared.includes(setting));
  if (unknown.length > 0) throw new Error(`the extension has no setting ${unknown.join(", ")}`);
  return values;
}

/** Every setting of the extension that holds the address of a service. */
export function endpointSettings(): readonly string[] {
  const { contributes }: { contributes: { configuration: readonly { properties?: object }[] } } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  return contributes.configuration.flatMap(({ properties = {} }) =>
    Object.keys(properties).filter(isEndpoint),
  );
}

/** The services' other settings, as the sandbox wants them. Keys are no settings. */
export function sandboxOptions(sandbox: ServiceSites): SettingValues {
  return Object.fromEntries(
    services.flatMap(({ id, options }) => {
      const values = siteOf(sandbox, id).options;
      return options.flatMap(({ name, secret }) => {
        const value = values[name];
        return secret || name === "baseUrl" || !value ? [] : [[`stratify.${id}.${name}`, value] as const];
      });
    }),
  );
}
