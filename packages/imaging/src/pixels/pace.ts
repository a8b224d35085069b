/** Milliseconds of work between two rests: short enough for a host to draw and to hear a cancel. */
const stretch = 30;

/**
 * Lets a long loop be cancelled and lets other work in between. Called once a row, it costs nothing to speak of:
 *
 * ```ts
 * const pace = new Pace(signal);
 * for (const row of rows) {
 *   if (pace.due()) await pace.rest();
 * }
 * ```
 */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  /** @throws the signal's reason, when it is already aborted */
  constructor(signal?: AbortSignal) {
    signal?.throwIfAborted();
    this.#signal = signal;
  }

  /** Whether 30 ms have gone by since the last rest. */
  due(): boolean {
    return performance.now() - this.#since > stretch;
  }

  /** Rests when it is due: between two steps that are short by themselves. */
  async step(): Promise<void> {
    if (this.due()) await this.rest();
  }

  /**
   * Gives way to timers and messages once.
   *
   * @throws the signal's reason, when it is aborted
   */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve));
    this.#signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
