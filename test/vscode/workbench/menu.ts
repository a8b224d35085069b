import type { Locator, Page } from "playwright-core";

/** Opens the submenus of the menu that is open, one after the other. @param path titles of the submenus */
export async function openSubmenus(page: Page, path: readonly string[]): Promise<void> {
  for (const title of path) await item(page, title).hover();
}

/** Chooses from the menu that is open. */
export async function chooseInMenu(page: Page, title: string): Promise<void> {
  await item(page, title).hover();
  // A menu takes no click that is shorter than what opened it.
  await item(page, title).click({ delay: 150 });
}

/** Titles of the menus that are open. */
export async function menuTitles(page: Page): Promise<string[]> {
  const labels = page.locator(".monaco-menu .action-label:not(.separator)");
  await labels.first().waitFor();
  return labels.allTextContents();
}

/** Closes the menus that are open. */
export async function closeMenus(page: Page): Promise<void> {
  const menus = page.locator(".monaco-menu");
  while ((await menus.count()) > 0) await page.keyboard.press("Escape");
}

/** Not by its role's name, which ends in the item's keys. */
function item(page: Page, title: string): Locator {
  return page.locator(".monaco-menu .action-label").getByText(title, { exact: true });
}
