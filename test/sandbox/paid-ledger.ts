/** One accepted submit: what a user would find on the bill. */
export interface PaidEntry {
  readonly service: string;
  /** The service's own id of the job; a synchronous edit has one too, that only this ledger knows. */
  readonly job: string;
  readonly task: "split" | "cutout" | "replace-background";
  readonly keyword?: string;
  /** First 16 hex digits of the SHA-256 of the picture that was sent. */
  readonly image: string;
  /** In the service's own unit: credits, coins, or 1 where it has none. */
  readonly cost: number;
  refunded: boolean;
}

/** Counts what was paid for: a submit is paid once the service has accepted it, whether or not its answer arrived. */
export class PaidLedger {
  #entries: PaidEntry[] = [];
  readonly #services: ReadonlySet<string>;

  /** @param services ids of the services that can be paid */
  constructor(services: Iterable<string>) {
    this.#services = new Set(services);
  }

  get entries(): readonly PaidEntry[] {
    return this.#entries;
  }

  /**
   * How many accepted submits there were, refunded ones included.
   *
   * @param service only this service's; all by default
   * @param where only those with these fields, such as `{ keyword: "cup" }`
   */
  count(service?: string, where: Partial<PaidEntry> = {}): number {
    return this.#matching(service, where).length;
  }

  /** What those submits cost in the service's own unit, refunds taken off. */
  cost(service: string, where: Partial<PaidEntry> = {}): number {
    return this.#matching(service, { ...where, refunded: false }).reduce((sum, entry) => sum + entry.cost, 0);
  }

  add(entry: Omit<PaidEntry, "refunded">): PaidEntry {
    const added = { ...entry, refunded: false };
    this.#entries.push(added);
    return added;
  }

  /** Forgets everything counted so far. */
  reset(): void {
    this.#entries = [];
  }

  #matching(service: string | undefined, where: Partial<PaidEntry>): PaidEntry[] {
    if (service !== undefined && !this.#services.has(service))
      throw new Error(`the sandbox has no service "${service}"`);
    const wanted = Object.entries(service ? { ...where, service } : where);
    return this.#entries.filter((entry) =>
      wanted.every(([name, value]) => entry[name as keyof PaidEntry] === value),
    );
  }
}
