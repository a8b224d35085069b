import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { SettingValues } from "../host/start-server.ts";

/** The extension's id in VS Code. */
export const extensionId = "stratify.stratify-layers";

/** For pictures that go into documents. */
export const darkTheme: SettingValues = { "workbench.colorTheme": "Default Dark Modern" };

/** Settings that put the sandbox in place of the services. */
export function sandboxEndpoints(sandbox: Sandbox): SettingValues {
  return {
    "stratify.endpoints.aetherforge": sandbox.aetherforge.baseUrl,
    "stratify.endpoints.claid": sandbox.claid.baseUrl,
    "stratify.endpoints.figur": sandbox.figur.baseUrl,
    "stratify.endpoints.hitpaw": sandbox.hitpaw.baseUrl,
  };
}
