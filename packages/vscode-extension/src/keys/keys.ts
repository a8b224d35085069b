import * as vscode from "vscode";
import { contextKeys, type ServiceId, serviceIds } from "../contributions.ts";
import type { Log } from "../log/log.ts";

const nameOf = (service: ServiceId) => `${service}.apiKey`;

/** The services' keys: in the editor's secret storage and nowhere else. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;

  constructor(secrets: vscode.SecretStorage, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
  }

  async get(service: ServiceId): Promise<string | undefined> {
    const key = await this.#secrets.get(nameOf(service));
    if (key) this.#log.hide(key);
    return key;
  }

  async set(service: ServiceId, key: string): Promise<void> {
    this.#log.hide(key);
    await this.#secrets.store(nameOf(service), key);
    await this.announce();
  }

  async clear(service: ServiceId): Promise<void> {
    await this.#secrets.delete(nameOf(service));
    await this.announce();
  }

  /** Services that have a key. */
  async known(): Promise<ReadonlySet<ServiceId>> {
    const names = new Set(await this.#secrets.keys());
    return new Set(serviceIds.filter((service) => names.has(nameOf(service))));
  }

  /** Lets `when` clauses know whether any key is set. */
  async announce(): Promise<void> {
    const known = await this.known();
    await vscode.commands.executeCommand("setContext", contextKeys.hasKey, known.size > 0);
  }
}
