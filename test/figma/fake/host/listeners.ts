/** Callbacks in the order in which they came. */
export class Listeners<Event extends readonly unknown[], Result = void> {
  readonly #listeners = new Map<(...event: Event) => Result, boolean>();

  add(listener: (...event: Event) => Result, once = false): void {
    this.#listeners.set(listener, once);
  }
  remove(listener: (...event: Event) => Result): void {
    this.#listeners.delete(listener);
  }
  clear(): void {
    this.#listeners.clear();
  }
  tell(...event: Event): void {
    for (const [listener, once] of [...this.#listeners]) {
      if (once) this.#listeners.delete(listener);
      listener(...event);
    }
  }
}
