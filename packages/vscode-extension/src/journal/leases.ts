import type { JournalFiles } from "./journal-files.ts";

/** How long a session that says nothing counts as alive, in milliseconds. */
export const leaseLasts = 8_000;
/** How often a session with open work says that it is alive, in milliseconds. */
export const leaseRenewed = 2_500;

const leaseEnding = ".alive";

/** By which sessions know of each other whether they are alive: what a live one works on is not to be resumed. */
export class Leases {
  readonly #files: JournalFiles;
  readonly #own: string;
  readonly #now: () => number;
  #renewing: Promise<void> | undefined;

  /** @param session unique to this run of the extension host */
  constructor(files: JournalFiles, session: string, now: () => number) {
    this.#files = files;
    this.#own = session + leaseEnding;
    this.#now = now;
  }

  /** Says that this session is alive. Runs side by side say it at the same time: it is written once. */
  renew(): Promise<void> {
    this.#renewing ??= this.#files.write(this.#own, String(this.#now())).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Says that this session has ended. */
  async end(): Promise<void> {
    await this.#files.delete(this.#own);
  }

  /** For how many milliseconds a session counts as alive, should it say nothing more; 0 or less when it has ended. */
  async aliveFor(session: string): Promise<number> {
    const said = Number(await this.#files.read(session + leaseEnding));
    return Number.isFinite(said) ? said + leaseLasts - this.#now() : 0;
  }
}
