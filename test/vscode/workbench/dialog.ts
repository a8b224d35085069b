import type { Locator, Page } from "playwright-core";

/** The question in the middle of the window that must be answered first. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What it says, once it is shown. */
  async words(): Promise<string> {
    await this.#box.waitFor();
    return (await this.#box.locator(".dialog-message-container").textContent()) ?? "";
  }

  async press(button: string): Promise<void> {
    await this.#box.getByRole("button", { name: button, exact: true }).click();
    await this.#box.waitFor({ state: "detached" });
  }

  get #box(): Locator {
    return this.#page.locator(".monaco-dialog-box");
  }
}
