import type { Locator, Page } from "playwright-core";

/** The list or input box at the top of the window. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for the box with this title. */
  async asks(title: string): Promise<void> {
    await this.#widget.locator(".quick-input-title").filter({ hasText: title }).waitFor();
  }

  /** Types over what is in the box. */
  async type(text: string): Promise<void> {
    await this.#widget.waitFor();
    await this.#widget.locator("input[type=text], input[type=password]").fill(text);
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  /** Presses the button in the title bar of the list. */
  async press(tooltip: string): Promise<void> {
    await this.#widget.getByRole("button", { name: tooltip }).click();
  }

  /** Chooses the row that begins with these words. */
  async choose(title: string): Promise<void> {
    await this.row(title).click();
  }

  /** By its title alone: other rows may speak of the same in their details. */
  row(title: string): Locator {
    const words = new RegExp(`^\\s*${title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
    const label = this.#page.locator(".label-name", { hasText: words });
    return this.#widget.getByRole("option").filter({ has: label }).first();
  }

  /** What each row says. */
  async rows(): Promise<string[]> {
    await this.#widget.getByRole("option").first().waitFor();
    return this.#widget.getByRole("option").allTextContents();
  }

  /** Title, placeholder and message of the box. */
  async words(): Promise<string> {
    await this.#widget.waitFor();
    const placeholder = await this.#widget.locator("input").first().getAttribute("placeholder");
    return [await this.#widget.textContent(), placeholder].join("\n");
  }

  /** Takes what is typed. */
  async accept(): Promise<void> {
    await this.#page.keyboard.press("Enter");
  }

  /** Takes the row that is marked, once one is. */
  async acceptMarked(): Promise<void> {
    await this.#widget.locator(".monaco-list-row.focused").waitFor();
    await this.accept();
  }

  /** Waits for the palette, and types a command's title. */
  async typeCommand(title: string): Promise<void> {
    await this.#page.getByPlaceholder("Type the name of a command to run").waitFor();
    await this.type(`>${title}`);
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press("Escape");
  }

  get #widget(): Locator {
    return this.#page.locator(".quick-input-widget:not([style*='display: none'])");
  }
}
