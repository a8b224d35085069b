import type { Page } from "playwright-core";

/**
 * Chooses from the menu that is open.
 *
 * @param path titles of the submenus, and of the item
 */
export async function chooseInMenu(page: Page, path: readonly string[]): Promise<void> {
  for (const [depth, title] of path.entries()) {
    // Not by its role's name, which ends in the item's keys.
    const item = page.locator(".monaco-menu .action-label").getByText(title, { exact: true });
    await item.hover();
    // A menu takes no click that is shorter than what opened it.
    if (depth === path.length - 1) await item.click({ delay: 150 });
  }
}

/** Titles of the menu that is open. */
export async function menuTitles(page: Page): Promise<string[]> {
  const labels = page.locator(".monaco-menu .action-label:not(.separator)");
  await labels.first().waitFor();
  return labels.allTextContents();
}
