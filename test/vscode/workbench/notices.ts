import type { Locator, Page } from "playwright-core";

/** How long work on pictures may take before it is told of: much, on a busy machine. */
const workTime = 120_000;

/** A notification that is shown. */
export interface Notice {
  /** What it says, without its buttons. */
  readonly text: string;
  /** What its buttons say. */
  buttons(): Promise<readonly string[]>;
  /** Presses one of its buttons. */
  press(button: string): Promise<void>;
}

/** The notifications at the lower right. */
export class Notices {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for a notification with this text. */
  async shown(text: string | RegExp): Promise<Notice> {
    const toast = this.#toasts.filter({ hasText: text }).first();
    try {
      await toast.waitFor({ timeout: workTime });
    } catch (cause) {
      const said = JSON.stringify(await this.#said());
      throw new Error(`No notification said ${text}. These were there: ${said}`, { cause });
    }
    return {
      text: ((await messageOf(toast).textContent()) ?? "").trim(),
      buttons: () => toast.getByRole("button").allTextContents(),
      press: (button) => toast.getByRole("button", { name: button, exact: true }).click(),
    };
  }

  /** What all notifications say, for which their list is opened: most are hidden again after ten seconds. */
  async #said(): Promise<string[]> {
    const list = this.#page.locator(".notifications-center");
    await this.#page.locator("[id='status.notifications'] a").dispatchEvent("click");
    await list.waitFor();
    return messageOf(list.locator(".notification-list-item")).allTextContents();
  }

  /** Closes all, until none is left: Escape would reach whatever has the focus instead. */
  async clear(): Promise<void> {
    await this.#page.waitForFunction(() => {
      const toasts = [...document.querySelectorAll(".notifications-toasts .notification-list-item")];
      for (const toast of toasts) toast.querySelector<HTMLElement>(".codicon-notifications-clear")?.click();
      return toasts.length === 0;
    });
  }

  get #toasts(): Locator {
    return this.#page.locator(".notifications-toasts .notification-list-item");
  }
}

function messageOf(toast: Locator): Locator {
  return toast.locator(".notification-list-item-message");
}
