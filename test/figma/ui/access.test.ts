import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openWindow } from "./open-window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const views = ["Split", "Cut out", "Background", "Unfinished jobs", "Settings"] as const;

function windowOf(page: Page): Frame {
  const frame = page.frames()[1];
  if (!frame) throw new Error("the page has no window");
  return frame;
}

it.each(views)(
  "everything in the view %s that can be used has a name, and no id is there twice",
  async (view) => {
    const { page, ui } = await openWindow(browser);
    await ui.getByRole("button", { name: view, exact: true }).click();
    const faults = await windowOf(page).evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>("button, input, select, a[href]")];
      const nameless = all.filter((each) => {
        const labels =
          each instanceof HTMLInputElement || each instanceof HTMLSelectElement
            ? [...(each.labels ?? [])]
            : [];
        const words = [each.ariaLabel, each.textContent, ...labels.map((label) => label.textContent)];
        return !words.some((text) => text?.trim());
      });
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return [
        ...nameless.map(({ outerHTML }) => outerHTML),
        ...ids.filter((id, at) => ids.indexOf(id) !== at),
      ];
    });
    expect(faults).toEqual([]);
  },
);

it.each(["light", "dark"] as const)(
  "can be read in the %s theme, and takes every colour from it",
  async (theme) => {
    const { page, ui } = await openWindow(browser, { theme });
    await ui.getByText("Hero picture").waitFor();
    for (const view of views) {
      await ui.getByRole("button", { name: view, exact: true }).click();
      const faint = await windowOf(page).evaluate(faintTexts);
      expect(faint).toEqual([]);
    }
    const ground = await windowOf(page).evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(theme === "light" ? "rgb(255, 255, 255)" : "rgb(44, 44, 44)");
  },
);

it("is worked by keys alone, and shows where one is", async () => {
  const { page, ui } = await openWindow(browser);
  await ui.getByText("Hero picture").waitFor();
  const seen: string[] = [];
  const hidden: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const at = await windowOf(page).evaluate(() => {
      const now = document.activeElement;
      if (!(now instanceof HTMLElement) || now === document.body) return undefined;
      const shows = (each: Element | null): boolean => {
        if (!each || each === document.body) return false;
        const { outlineStyle, boxShadow, borderTopWidth, borderColor } = getComputedStyle(each);
        const ring = outlineStyle !== "none" || boxShadow !== "none";
        return (
          ring ||
          (borderTopWidth !== "0px" && borderColor.includes("13, 153, 255")) ||
          shows(each.parentElement)
        );
      };
      const around = now.parentElement?.querySelectorAll("*") ?? [];
      return {
        name: now.ariaLabel ?? now.textContent ?? "",
        shown: shows(now) || [...around].some((each) => shows(each)),
      };
    });
    if (!at) continue;
    if (seen.includes(at.name) && step > 5) break;
    seen.push(at.name);
    if (!at.shown) hidden.push(at.name);
  }
  expect(seen.slice(0, 5)).toEqual(["Split", "Cut out", "Background", "Unfinished jobs", "Settings"]);
  expect(seen).toContain("Keywords");
  expect(hidden).toEqual([]);
  await ui.getByRole("textbox", { name: "Keywords" }).focus();
  await page.keyboard.type("red");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await ui.getByRole("heading", { name: /Working|Nothing to place/ }).waitFor();
});

it("moves nothing for those who want no motion", async () => {
  const { page, ui } = await openWindow(browser, { reducedMotion: "reduce", answers: { export: undefined } });
  await ui.getByRole("button", { name: "Try a sample picture" }).count();
  const moving = await windowOf(page).evaluate(() => {
    const spinner = document.createElement("span");
    spinner.className = "spinner";
    document.querySelector("#app")?.append(spinner);
    return [...document.querySelectorAll("*")].filter((each) => {
      const { animationName, transitionDuration } = getComputedStyle(each);
      return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
    }).length;
  });
  expect(moving).toBe(0);
});

/**
 * Texts that stand out too little from what is behind them: less than 4.5 to 1, as WCAG has it. Runs in the window. Main
 * buttons are left out: theirs are the colours of Figma itself.
 */
function faintTexts(): string[] {
  const numbers = (color: string) => {
    const parts = (color.match(/[\d.]+/g) ?? []).map(Number);
    // A mixed colour is told in shares of 1.
    return color.startsWith("color(") ? parts.map((part, at) => (at < 3 ? 255 * part : part)) : parts;
  };
  const light = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const over = (top: readonly number[], below: readonly number[]) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((at) => (top[at] ?? 0) * alpha + (below[at] ?? 0) * (1 - alpha));
  };
  const groundOf = (element: Element | null): readonly number[] => {
    if (!element) return [255, 255, 255];
    const own = numbers(getComputedStyle(element).backgroundColor);
    return own[3] === 0 ? groundOf(element.parentElement) : over(own, groundOf(element.parentElement));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      !element ||
      !node.textContent?.trim() ||
      element.closest("script, style, .unseen, :disabled, .footer button")
    )
      continue;
    const ground = groundOf(element);
    const text = over(numbers(getComputedStyle(element).color), ground);
    const [one, other] = [light(text), light(ground)].sort((a, b) => b - a);
    const contrast = ((one ?? 0) + 0.05) / ((other ?? 0) + 0.05);
    if (contrast < 4.5) faint.push(`${node.textContent.trim()} (${contrast.toFixed(2)})`);
  }
  return faint;
}
