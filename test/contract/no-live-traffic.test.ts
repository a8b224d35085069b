import { services } from "@stratify/core/services";
import { expect, it } from "vitest";
import { deviceSettings } from "../figma/device-settings.ts";
import { sandboxEnvironment } from "../sandbox/providers.ts";
import { endpointSettings, sandboxEndpoints } from "../vscode/journeys/settings.ts";
import { openSandbox } from "./open-sandbox.ts";

const onThisMachine = /^http:\/\/127\.0\.0\.1:\d+$/;

it("points every service's address at the sandbox in the extension, the plugin and the relay", async () => {
  const sandbox = await openSandbox();
  const settings = Object.entries(sandboxEndpoints(sandbox));
  expect(settings.map(([name]) => name).toSorted()).toEqual(endpointSettings().toSorted());
  const environment = sandboxEnvironment(sandbox);
  const addresses = Object.keys(environment).filter((name) => name.endsWith("_BASE_URL"));
  const { endpoints } = deviceSettings(sandbox);
  expect(addresses).toHaveLength(services.length);
  expect(Object.keys(endpoints)).toHaveLength(services.length);
  const all = [
    ...settings.map(([, value]) => value),
    ...addresses.map((name) => environment[name]),
    ...Object.values(endpoints),
  ];
  for (const address of all) expect(address).toMatch(onThisMachine);
});

it("refuses to start the extension when one address would stay as it is", async () => {
  const { services: sites } = await openSandbox();
  const [missing = ""] = Object.keys(sites);
  const { [missing]: _, ...others } = sites;
  expect(() => sandboxEndpoints({ services: others })).toThrow(`no service "${missing}"`);
});
