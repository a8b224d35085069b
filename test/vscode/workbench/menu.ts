import type { Locator, Page } from "playwright-core";

/** Opens the submenus of the menu that is open, one after the other. @param path titles of the submenus */
export async function openSubmenus(page: Page, path: readonly string[]): Promise<void> {
  for (const title of path) await item(page, title).hover();
}

/** Chooses from the menu that is open, and sees it close. */
export async function chooseInMenu(page: Page, title: string): Promise<void> {
  await item(page, title).hover();
  // For a tenth of a second an item takes no click. It is the page's clock that counts, which a busy machine holds up.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  await item(page, title).click();
  await menus(page).first().waitFor({ state: "detached" });
}

/** Titles of the menus that are open. */
export async function menuTitles(page: Page): Promise<string[]> {
  const labels = page.locator(".monaco-menu .action-label:not(.separator)");
  await labels.first().waitFor();
  return labels.allTextContents();
}

/** Closes the menus that are open. */
export async function closeMenus(page: Page): Promise<void> {
  while ((await menus(page).count()) > 0) await page.keyboard.press("Escape");
}

function menus(page: Page): Locator {
  return page.locator(".monaco-menu");
}

/** Not by its role's name, which ends in the item's keys. */
function item(page: Page, title: string): Locator {
  return page.locator(".monaco-menu .action-label").getByText(title, { exact: true });
}
