import type * as vscode from "vscode";
import type { ServiceId } from "../contributions.ts";
import type { Log } from "../log/log.ts";
import { announceKeys, knownKeys, nameOf } from "./known-keys.ts";

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
    await announceKeys(this.#secrets);
  }

  async clear(service: ServiceId): Promise<void> {
    await this.#secrets.delete(nameOf(service));
    await announceKeys(this.#secrets);
  }

  /** Services that have a key. */
  async known(): Promise<ReadonlySet<ServiceId>> {
    return knownKeys(this.#secrets);
  }
}
