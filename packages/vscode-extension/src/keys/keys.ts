import type * as vscode from "vscode";
import type { Log } from "../log/log.ts";
import { type KeyHolder, keyHolders } from "../service-contributions.ts";
import { announceKeys, nameOf } from "./known-keys.ts";

/** The services' keys and the relay's token: in the editor's secret storage and nowhere else. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;

  constructor(secrets: vscode.SecretStorage, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
  }

  async get(holder: KeyHolder): Promise<string | undefined> {
    const key = await this.#secrets.get(nameOf(holder));
    if (key) this.#log.hide(key);
    return key;
  }

  async set(holder: KeyHolder, key: string): Promise<void> {
    this.#log.hide(key);
    await this.#secrets.store(nameOf(holder), key);
    await announceKeys(this.#secrets);
  }

  async clear(holder: KeyHolder): Promise<void> {
    await this.#secrets.delete(nameOf(holder));
    await announceKeys(this.#secrets);
  }

  /** Whom a key is kept for; no key is read for it. */
  async known(): Promise<ReadonlySet<KeyHolder>> {
    const names = new Set(await this.#secrets.keys());
    return new Set(keyHolders.filter((holder) => names.has(nameOf(holder))));
  }
}
