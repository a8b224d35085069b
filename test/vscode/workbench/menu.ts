import type { Page } from "playwright-core";

/**
 * Chooses from the menu that is open.
 *
 * @param path titles of the submenus, and of the item
 */
export async function chooseInMenu(page: Page, path: readonly string[]): Promise<void> {
  for (const [depth, title] of path.entries()) {
    const item = page.getByRole("menuitem", { name: title, exact: true }).last();
    await item.waitFor();
    // A menu takes no click at the place where the one that opened it was released, until a moment has passed.
    await item.hover();
    if (depth === path.length - 1) await item.click({ delay: 150 });
  }
}

/** Titles of the menu that is open. */
export async function menuTitles(page: Page): Promise<string[]> {
  await page.locator(".context-view .monaco-menu").last().waitFor();
  return page.getByRole("menuitem").allTextContents();
}
