import type { KeptResults } from "@stratify/app/journal/kept-results";
import type { JournalStorage } from "@stratify/app/journal/storage";
import type { ProviderInfo, SavedHistory } from "@stratify/core";
import { serviceFacts } from "@stratify/core/service-facts";
import * as vscode from "vscode";
import type { Keys } from "../keys/keys.ts";
import type { Log } from "../log/log.ts";
import { once } from "../once.ts";
import type { ServiceOptions } from "../providers/service-options.ts";
import type { ReadSetting } from "../read-setting.ts";
import type { Described, Work, WorkParts } from "../work/open-work.ts";
import type { ProviderSetup, ResendAllowed } from "../work/provider-setup.ts";

/** What the work is opened with. */
export interface LoaderParts {
  /** Loads the work and opens it. */
  readonly open: (parts: Omit<WorkParts, "pixels">) => Promise<Work>;
  readonly keys: Keys;
  readonly options: ServiceOptions;
  readonly setting: ReadSetting;
  /** What the user has agreed to. */
  readonly resendAllowed: () => ResendAllowed;
  readonly results: KeptResults;
  readonly journal: JournalStorage;
  readonly session: string;
  readonly workspace: string | undefined;
  readonly log: Log;
  readonly storage: vscode.Uri;
}

/** Opens the work at first use, and gives it what the user has set. */
export class WorkLoader implements vscode.Disposable {
  readonly #parts: LoaderParts;
  readonly #file: vscode.Uri;
  #opened: Work | undefined;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#file = vscode.Uri.joinPath(parts.storage, "durations.json");
  }

  /** The work; a failure to load it is tried again at the next call. */
  readonly get = once(() => this.#load());

  /** Keys, base URLs and choices as they are set now. */
  async setup(): Promise<ProviderSetup> {
    const { keys, options, setting, resendAllowed } = this.#parts;
    const values = serviceFacts.map(async (service) => [service.id, await options.values(service)] as const);
    const [address, token] = [setting("relay.address").trim(), await keys.get("relay")];
    return {
      options: Object.fromEntries(await Promise.all(values)),
      resendAllowed: resendAllowed(),
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

  /** Whether a paid request can be sent safely from here, or a browser may repeat it by itself. */
  async sending(id: string): Promise<"safe" | "resend-risk"> {
    const [work, setup] = await Promise.all([this.get(), this.setup()]);
    return work.sending(id, setup);
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
    const { open, results, journal, session, workspace, log } = this.#parts;
    const work = await open({
      durations,
      results,
      storage: journal,
      session,
      workspace,
      onDurations: (all) => void this.#write(all),
    });
    this.#opened = work;
    log.info(`Loaded in ${Math.round(performance.now() - began)} ms`);
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
      this.#parts.log.warn(`The pace of polling could not be remembered: ${String(error)}`);
    }
  }
}
