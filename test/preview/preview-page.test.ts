import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shown, ShownLayer } from "../../packages/vscode-extension/src/preview/protocol.ts";
import { stringNames } from "../../packages/vscode-extension/src/preview/string-names.ts";
import { launchChromium } from "../runtimes/chromium.ts";
import { openPreviewSite, type PreviewSite } from "./preview-site.ts";
import { type Theme, themes } from "./themes.ts";

const photo = (name: string) => join(import.meta.dirname, "../fixtures/photos", name);
let browser: Browser;
let site: PreviewSite;
beforeAll(async () => {
  browser = await launchChromium();
  site = await openPreviewSite();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** What a page tells the editor, as the editor's stand-in noted it. */
interface Noted {
  readonly posted: readonly unknown[];
  readonly kept: unknown;
}

const strings = Object.fromEntries(stringNames.map((name) => [name, name]));
const layer = (name: string, role: ShownLayer["role"]): ShownLayer => {
  return { name, role, about: `about ${name}`, url: site.picture(photo("coffee.png")) };
};
const shown = (changes: Partial<Shown> = {}): Shown => ({
  title: "coffee.png",
  origin: "here",
  source: site.picture(photo("coffee.png")),
  size: { width: 600, height: 400 },
  layers: [layer("remainder", "remainder"), layer("cup", "layer"), layer("spoon", "layer")],
  score: "exact",
  ...changes,
});

async function open(message: Shown, options: { theme?: Theme; kept?: unknown } = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
  await page.addInitScript((kept) => {
    const noted: { posted: unknown[]; kept: unknown; refused: string[] } = { posted: [], kept, refused: [] };
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => noted.refused.push(blockedURI));
    Object.assign(window, {
      noted,
      acquireVsCodeApi: () => ({
        postMessage: (posted: unknown) => noted.posted.push(posted),
        getState: () => noted.kept,
        setState: (state: unknown) => {
          noted.kept = state;
        },
      }),
    });
  }, options.kept);
  await page.goto(site.page(options.theme ?? "dark"));
  await send(page, { type: "show", shown: message, strings });
  return page;
}

/** Sends as the editor does, and waits until the page has dealt with it: only then are there keys to press. */
const send = (page: Page, message: unknown) =>
  page.evaluate(
    (one) =>
      new Promise<void>((resolve) => {
        window.addEventListener("message", () => resolve(), { once: true });
        window.postMessage(one, "*");
      }),
    message,
  );
const noted = (page: Page) => page.evaluate((): Noted => Reflect.get(window, "noted"));
const visible = (page: Page) =>
  page
    .locator(".pane.after .sheet img")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).display !== "none"));

test("tells when it listens, and first shows the parts without what is left", async () => {
  const page = await open(shown());
  await expect.poll(async () => (await noted(page)).posted).toEqual([{ type: "ready" }]);
  expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(2);
  // Source, remainder, cup, spoon.
  expect(await visible(page)).toEqual([false, false, true, true]);
});

test("layers are shown and hidden by the keyboard, and one alone", async () => {
  const page = await open(shown());
  await page.getByRole("checkbox", { name: "spoon" }).press("Space");
  expect(await visible(page)).toEqual([false, false, true, false]);
  await page.getByRole("button", { name: "only" }).nth(1).focus();
  await page.keyboard.press("Enter");
  expect(await visible(page)).toEqual([false, true, false, false]);
});

test("the divider is a slider for arrow keys, and cuts both pictures at the same place", async () => {
  const page = await open(shown());
  await page.getByRole("radio", { name: "viewLayers" }).focus();
  await page.keyboard.press("ArrowRight");
  const divider = page.getByRole("slider", { name: "divider" });
  await divider.press("End");
  expect(await divider.getAttribute("aria-valuenow")).toBe("100");
  await divider.press("PageDown");
  await divider.press("ArrowLeft");
  expect(await divider.getAttribute("aria-valuenow")).toBe("88");
  const cuts = await page
    .locator(".pane")
    .evaluateAll((panes) => panes.map((pane) => getComputedStyle(pane).clipPath));
  expect(cuts).toEqual(["inset(0px 12% 0px 0px)", "inset(0px 0px 0px 88%)"]);
});

test("both sides zoom and move in step, and the zoom is said aloud", async () => {
  const page = await open(shown());
  await page.getByRole("radio", { name: "viewSides" }).check({ force: true });
  const places = () =>
    page.locator(".sheet").evaluateAll((all) =>
      all.map((one) => {
        const around = one.parentElement?.getBoundingClientRect();
        const { left, top, width } = one.getBoundingClientRect();
        return [left - (around?.left ?? 0), top - (around?.top ?? 0), width].map(Math.round);
      }),
    );
  await page.getByRole("application").focus();
  await page.keyboard.press("1");
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  const [before, after] = await places();
  expect(before?.[2]).toBe(900);
  expect(Math.abs((before?.[0] ?? 0) - (after?.[0] ?? 0))).toBeLessThanOrEqual(1);
  expect(before?.slice(1)).toEqual(after?.slice(1));
  expect(await page.getByRole("status").textContent()).toBe("zoomed");
  await page.keyboard.press("0");
  expect((await places())[0]?.[2]).toBeLessThan(500);
});

test("masks lie in colour over the source", async () => {
  const page = await open(shown());
  await page.keyboard.press("m");
  expect(await visible(page)).toEqual([true, false, true, true]);
  const filters = await page
    .locator(".pane.after .layer")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).filter));
  expect(new Set(filters.slice(1)).size).toBe(2);
  const ids = filters.map((filter) => filter.match(/#([\w-]+)/)?.[1]);
  for (const id of ids) expect(await page.locator(`filter[id="${id}"]`).count()).toBe(1);
});

test("keeps what was chosen, and takes it up again", async () => {
  const page = await open(shown());
  await page.keyboard.press("m");
  await page.getByRole("radio", { name: "backdropBlack" }).check({ force: true });
  const { kept } = await noted(page);
  const again = await open(shown(), { kept });
  expect(await again.getByRole("button", { name: "masksHint" }).getAttribute("aria-pressed")).toBe("true");
  expect(await again.getByRole("radio", { name: "backdropBlack" }).isChecked()).toBe(true);
});

test("a layer whose file is gone is told of, to the person and to the editor", async () => {
  const gone = { ...layer("cup", "layer"), url: site.picture("/nowhere.png") };
  const page = await open(shown({ source: site.picture("/nowhere-either.png"), layers: [gone] }));
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("broken");
  await expect
    .poll(async () => (await noted(page)).posted)
    .toContainEqual({ type: "broken", layer: "source" });
  await expect.poll(async () => (await noted(page)).posted).toContainEqual({ type: "broken", layer: 0 });
});

test("opens a layer's file in the editor", async () => {
  const page = await open(shown());
  await page.getByRole("button", { name: "open" }).first().focus();
  await page.keyboard.press("Enter");
  expect((await noted(page)).posted).toContainEqual({ type: "open", layer: 2 });
});

test("without the source there is nothing to compare with, and the page says so", async () => {
  const { source: _, ...lost } = shown();
  const page = await open(lost);
  expect(await page.getByRole("radio", { name: "viewCompare" }).isDisabled()).toBe(true);
  expect(await page.getByText("noSource").count()).toBe(1);
});

test("takes no message that is not the editor's", async () => {
  const page = await open(shown());
  await send(page, { type: "show", shown: { ...shown(), layers: "none" }, strings });
  expect(await page.getByRole("checkbox").count()).toBe(4);
});

test.each(Object.keys(themes) as Theme[])(
  "fits into the theme %s, and loads nothing that its policy forbids",
  async (theme) => {
    const page = await open(shown(), { theme });
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe(rgb(themes[theme]["editor-background"]));
    expect(await page.evaluate(() => Reflect.get(window, "noted").refused)).toEqual([]);
  },
);

test("its style takes colours from the editor alone, but for the backdrops that have to look the same everywhere", () => {
  const folder = join(import.meta.dirname, "../../packages/vscode-extension/src/preview/webview");
  const files = readdirSync(folder).filter((name) => name.endsWith(".css"));
  expect(files.length).toBeGreaterThan(1);
  const own = files
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("")
    .replaceAll(/[^{}]*(backdrop|thumb)[^{}]*\{[^}]*\}/g, "")
    .replaceAll(/var\(--vscode-[\w-]+, #\w+\)/g, "");
  expect(own.match(/#[0-9a-f]{3,8}\b/gi) ?? []).toEqual([]);
});

function rgb(hex: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
