import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { Dialog } from "./dialog.ts";
import { chooseInMenu, openSubmenus } from "./menu.ts";
import { type Notice, Notices } from "./notices.ts";
import { QuickInput } from "./quick-input.ts";

/** Where pictures of the workbench are put. */
export const screenshotFolder = join(tmpdir(), "stratify-screenshots");

/** How long a click or a wait may take, unless a test says otherwise. */
const patience = 60_000;

/** VS Code's own workbench in a page, as a person sees and uses it. */
export class Workbench {
  readonly page: Page;
  readonly dialog: Dialog;
  readonly notices: Notices;
  readonly quickInput: QuickInput;

  private constructor(page: Page) {
    this.page = page;
    this.dialog = new Dialog(page);
    this.notices = new Notices(page);
    this.quickInput = new QuickInput(page);
  }

  /** Opens a folder of the server in a browser profile of its own. */
  static async open(browser: Browser, origin: string, folder: string): Promise<Workbench> {
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(patience);
    await context.addInitScript(standStill);
    const page = await context.newPage();
    await page.goto(`${origin}/?folder=${encodeURIComponent(folder)}`);
    const workbench = new Workbench(page);
    await workbench.#isReady();
    return workbench;
  }

  /** Loads the page again, as the command "Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#isReady();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** The row of a file or folder in the explorer. */
  file(name: string): Locator {
    return this.page
      .getByRole("tree", { name: "Files Explorer" })
      .getByRole("treeitem", { name, exact: true });
  }

  /** Has the explorer look for what came from outside, of which nobody tells it while the workbench starts. */
  async refreshExplorer(): Promise<void> {
    await this.page.getByRole("button", { name: /^Explorer Section/ }).hover();
    await this.page.getByRole("button", { name: "Refresh Explorer" }).click();
  }

  /**
   * Right-clicks in the explorer, and chooses from the menu.
   *
   * @param files selected together; the last one is clicked
   * @param path titles of the submenus, and of the item
   */
  async rightClick(files: string | readonly string[], ...path: [string, ...string[]]): Promise<void> {
    const [first = "", ...more] = [files].flat();
    // A click opens the picture, which takes longer than all the rest: one file needs none.
    if (more.length > 0) await this.file(first).click();
    for (const name of more) await this.file(name).click({ modifiers: ["Control"] });
    await this.openMenu(more.at(-1) ?? first, ...path.slice(0, -1));
    await chooseInMenu(this.page, path.at(-1) ?? "");
  }

  /** Right-clicks in the explorer, and opens the submenus of the menu. */
  async openMenu(file: string, ...submenus: string[]): Promise<void> {
    await this.file(file).click({ button: "right" });
    await openSubmenus(this.page, submenus);
  }

  /** Runs a command by its title, through the palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.quickInput.typeCommand(title);
    await this.quickInput.choose(title);
  }

  /** An entry of the status bar by what it says. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item").filter({ hasText: text });
  }

  /** The rows of a view by its title. */
  viewRows(title: string | RegExp): Locator {
    return this.page.getByRole("tree", { name: title }).getByRole("treeitem");
  }

  /** Presses a button of a row of the jobs view; it shows while the pointer is there. */
  async rowAction(row: RegExp, title: string): Promise<void> {
    const item = this.viewRows("Jobs").filter({ hasText: row }).first();
    await item.hover();
    await item.getByRole("button", { name: title }).click();
  }

  /** A button at the top right of an editor. */
  editorButton(title: string | RegExp): Locator {
    return this.page.locator(".editor-actions").getByRole("button", { name: title });
  }

  /** The document of the webview that is shown, the newest while two change places: VS Code puts it two frames deep. */
  webview(): FrameLocator {
    const webview = this.page.locator("iframe.webview.ready:visible").last();
    return webview.contentFrame().frameLocator("#active-frame");
  }

  /** Keeps a picture of the workbench. @returns its path */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshotFolder, { recursive: true });
    const path = join(screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path, animations: "disabled" });
    return path;
  }

  /** Waits for a notification. */
  notice(text: string | RegExp): Promise<Notice> {
    return this.notices.shown(text);
  }

  async #isReady(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor();
    await this.page.getByRole("tree", { name: "Files Explorer" }).waitFor();
    // Until then menus lack what extensions add to them.
    await this.page.waitForFunction(() => performance.getEntriesByName("code/didLoadExtensions").length > 0);
    // What opens pictures is made when the page is idle for the first time: before, they are opened as binary files.
    await this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }
}

/** Stops what turns or runs for as long as something lasts: without a graphics card that takes half a processor. */
function standStill(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".codicon-modifier-spin, .progress-bit { animation: none !important; }");
  document.adoptedStyleSheets.push(sheet);
}
