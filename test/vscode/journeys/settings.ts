import type { Sandbox } from "../../sandbox/sandbox.ts";
import { siteOf } from "../../sandbox/sites.ts";
import type { SettingValues } from "../host/start-server.ts";

/** The extension's id in VS Code. */
export const extensionId = "stratify.stratify-layers";

/** For pictures that go into documents. */
export const darkTheme: SettingValues = { "workbench.colorTheme": "Default Dark Modern" };

/** Settings that put the sandbox in place of the services. */
export function sandboxEndpoints(sandbox: Sandbox): SettingValues {
  return {
    "stratify.endpoints.aetherforge": siteOf(sandbox, "aetherforge").baseUrl,
    "stratify.endpoints.claid": siteOf(sandbox, "claid").baseUrl,
    "stratify.endpoints.figur": siteOf(sandbox, "figur").baseUrl,
    "stratify.endpoints.hitpaw": siteOf(sandbox, "hitpaw").baseUrl,
  };
}
