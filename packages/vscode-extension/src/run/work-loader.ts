import type { ProviderInfo, SavedHistory } from "@stratify/core";
import * as vscode from "vscode";
import { type ServiceId, serviceIds } from "../contributions.ts";
import type { Keys } from "../keys/keys.ts";
import type { Log } from "../log/log.ts";
import { once } from "../once.ts";
import type { Platform } from "../platform/platform.ts";
import type { ReadSetting } from "../services.ts";
import type { Described, Work } from "../work/open-work.ts";
import type { ProviderSetup } from "../work/provider-setup.ts";

/** Opens the work at first use, and gives it what the user has set. */
export class WorkLoader implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #keys: Keys;
  readonly #setting: ReadSetting;
  readonly #log: Log;
  readonly #file: vscode.Uri;
  #opened: Work | undefined;

  constructor(parts: {
    platform: Platform;
    keys: Keys;
    setting: ReadSetting;
    log: Log;
    storage: vscode.Uri;
  }) {
    this.#platform = parts.platform;
    this.#keys = parts.keys;
    this.#setting = parts.setting;
    this.#log = parts.log;
    this.#file = vscode.Uri.joinPath(parts.storage, "durations.json");
  }

  /** The work; a failure to load it is tried again at the next call. */
  readonly get = once(() => this.#load());

  /** Keys, addresses and choices as they are set now. */
  async setup(): Promise<ProviderSetup> {
    const pairs = await Promise.all(serviceIds.map(async (id) => [id, await this.#keys.get(id)] as const));
    const keys: Partial<Record<ServiceId, string>> = {};
    for (const [id, key] of pairs) if (key) keys[id] = key;
    const [address, token] = [this.#setting("relay.address").trim(), await this.#keys.get("relay")];
    const endpoints = Object.fromEntries(
      serviceIds.map((id) => [id, this.#setting(`endpoints.${id}`).trim()]),
    );
    return {
      keys,
      endpoints,
      figurPreset: this.#setting("figur.outputPreset").trim(),
      subjectKeyword: this.#setting("aetherforge.subjectKeyword").trim(),
      ...(address && token && { relay: { address, token } }),
    };
  }

  /** The providers there are, as things are set now. */
  async describe(): Promise<Described> {
    const [work, setup] = await Promise.all([this.get(), this.setup()]);
    return work.describe(setup);
  }

  /** One of them. @throws when it is behind a relay that can't be asked */
  async find(id: string): Promise<ProviderInfo | undefined> {
    const [work, setup] = await Promise.all([this.get(), this.setup()]);
    return work.find(id, setup);
  }

  /** Polls whatever waits at once, should the machine have slept. */
  wake(): void {
    this.#opened?.wake();
  }

  dispose(): void {
    void this.#opened?.close();
  }

  async #load(): Promise<Work> {
    const began = performance.now();
    const durations = await this.#read();
    const work = await this.#platform.openWork({
      durations,
      onDurations: (all) => void this.#write(all),
    });
    this.#opened = work;
    this.#log.info(`Loaded in ${Math.round(performance.now() - began)} ms`);
    return work;
  }

  /** Durations only pace the polls: without them, or with broken ones, the services' own pace is used. */
  async #read(): Promise<unknown> {
    try {
      return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file)));
    } catch {
      return undefined;
    }
  }

  async #write(durations: SavedHistory): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(this.#file, new TextEncoder().encode(JSON.stringify(durations)));
    } catch (error) {
      this.#log.warn(`The pace of polling could not be remembered: ${String(error)}`);
    }
  }
}
