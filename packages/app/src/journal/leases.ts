import type { LeaseStorage } from "./storage.ts";

/** How long a session counts as alive after it last said so, in milliseconds. */
export const leaseLasts = 8_000;
/** How often a session with open work says that it is alive, in milliseconds. */
export const leaseRenewed = 2_500;

/** Tells sessions whether another one is alive: what a live session works on must not be resumed here. */
export class Leases {
  readonly #storage: LeaseStorage | undefined;
  readonly #session: string;
  readonly #now: () => number;
  #renewing: Promise<void> | undefined;

  constructor(storage: LeaseStorage | undefined, session: string, now: () => number) {
    this.#storage = storage;
    this.#session = session;
    this.#now = now;
  }

  /** Says that this session is alive. Calls at the same time share one write. */
  async renew(): Promise<void> {
    this.#renewing ??= this.#storage?.write(this.#session, this.#now()).finally(() => {
      this.#renewing = undefined;
    });
    await this.#renewing;
  }

  /** Says that this session has ended. */
  async end(): Promise<void> {
    await this.#storage?.remove(this.#session);
  }

  /** For how many milliseconds a session counts as alive if it says nothing more; 0 or less when it has ended. */
  async aliveFor(session: string): Promise<number> {
    const said = await this.#storage?.read(session);
    return said === undefined ? 0 : said + leaseLasts - this.#now();
  }
}
