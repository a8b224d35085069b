import { missingOptions } from "@stratify/app/providers/configured";
import type { ServiceId } from "@stratify/core/service-facts";
import type { OptionValues, ServiceFacts, ServiceOption } from "@stratify/core/services";
import * as vscode from "vscode";
import type { Keys } from "../keys/keys.ts";
import { defaultOf, settingOf } from "../service-contributions.ts";

/** The options of the services as they are set: secrets in the editor's secret storage, the others in the settings. */
export class ServiceOptions {
  readonly #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** The values of a service's options, its key included. */
  async values({ id, options }: ServiceFacts<ServiceId>): Promise<OptionValues> {
    const settings = vscode.workspace.getConfiguration("stratify", null);
    const pairs = options.map(async (option) => {
      const value = option.secret
        ? await this.#keys.get(id)
        : settings.get<string>(settingOf(id, option), defaultOf(option)).trim();
      return [option.name, value] as const;
    });
    return Object.fromEntries(await Promise.all(pairs));
  }

  /** The options without which the service can't be used, and that are not set. */
  async missing(service: ServiceFacts<ServiceId>): Promise<readonly ServiceOption[]> {
    return missingOptions(service, await this.values(service));
  }

  /** Sets an option that is no secret, in the user's settings. */
  async set(service: ServiceId, option: ServiceOption, value: string): Promise<void> {
    const settings = vscode.workspace.getConfiguration("stratify");
    await settings.update(settingOf(service, option), value, vscode.ConfigurationTarget.Global);
  }
}
