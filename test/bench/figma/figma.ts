import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { buildPlugin } from "../../../packages/figma-plugin/build.mts";
import { openFile } from "../../figma/fake/open-file.ts";
import { openPlugin } from "../../figma/journeys/open-plugin.ts";
import { launchChromium } from "../../runtimes/chromium.ts";
import { startInstantService } from "./instant-service.ts";
import { fileWithFrame, largePicture } from "./large-frame.ts";

type Print = (line: string) => void;

const rounds = 5;

/** Most that each may be: bytes, or milliseconds. */
const most = { main: 40_000, window: 250_000, paint: 150, beyond: 1500, held: 50 } as const;

/**
 * Weighs the plugin, and measures it with its main code in QuickJS and its window in Chromium: the window's first
 * paint, and the time that four keywords of a large frame take beyond the service's own, from the button to the layers
 * in the file.
 *
 * @returns what went past its limit, in words
 */
export async function benchFigma(print: Print): Promise<readonly string[]> {
  const { main, uiFiles } = await buildPlugin(true);
  // With every page of ours Chromium loads one for its own address bar, which keeps one of two cores busy for a while.
  const browser = await launchChromium(["--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"]);
  try {
    const paints: number[] = [];
    for (let round = 0; round < rounds; round += 1) paints.push(await firstPaint(browser));
    const { beyond, held } = await split(browser);
    const rows = [
      ["main code", Buffer.byteLength(main), most.main, "bytes"],
      [
        "window, gzipped, without what it loads on first use",
        gzipSync(uiFiles.html ?? "").length,
        most.window,
        "bytes",
      ],
      ["window's first paint, median", middle(paints), most.paint, "ms"],
      [
        "2048 x 2048, four keywords, beyond the service's own time, median",
        middle(beyond),
        most.beyond,
        "ms",
      ],
      ["longest that the window's thread was held up meanwhile, median", middle(held), most.held, "ms"],
    ] as const;
    print("| what | measured | limit |");
    print("| --- | ---: | ---: |");
    for (const [what, value, limit, unit] of rows)
      print(`| ${what} | ${value.toFixed(0)} ${unit} | ${limit} ${unit} |`);
    return rows
      .filter(([, value, limit]) => !(value <= limit))
      .map(([what, value, limit, unit]) => `${what}: ${value.toFixed(0)} ${unit}, of ${limit} at most`);
  } finally {
    await browser.close();
  }
}

async function firstPaint(browser: Browser): Promise<number> {
  const { page, close } = await openPlugin(browser, openFile(), "split");
  // Playwright's questions would be asked of a window that is not drawn yet, and delay it.
  await page.waitForTimeout(1000);
  const window = page.frames().find((frame) => frame !== page.mainFrame());
  const paint = await window?.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await close();
  return paint ?? Number.NaN;
}

/** Splits again and again; the first round, in which everything is loaded, is not counted. */
async function split(browser: Browser): Promise<{ beyond: readonly number[]; held: readonly number[] }> {
  const { source, parts } = await largePicture();
  const service = await startInstantService(parts);
  const { host } = new URL(service.origin);
  const settings = {
    keys: { aetherforge: "key" },
    endpoints: { aetherforge: service.origin },
    consents: [`aetherforge ${host}`],
  };
  const [beyond, held]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const file = fileWithFrame(source, new Map([["settings", settings]]));
      const parameters = { keywords: "one, two, three, four", provider: "aetherforge" };
      const { page, ui, close } = await openPlugin(browser, file, "split", { parameters });
      await ui.getByRole("button", { name: "Split into layers", disabled: false }).waitFor();
      const window = page.frames().find((frame) => frame !== page.mainFrame());
      await window?.evaluate(watch);
      const before = service.waited();
      // From within and by plain selectors: what Playwright asks about roles would hold the window's thread up itself.
      await window?.evaluate(press, "Split into layers");
      await ui.locator("html[data-seen='1']").waitFor({ state: "attached" });
      await window?.evaluate(press, "Place in the file");
      await ui.locator("html[data-seen='2']").waitFor({ state: "attached" });
      const seen = await window?.evaluate(whatWasSeen);
      await close();
      if (round === 0) continue;
      beyond.push((seen?.took ?? Number.NaN) - (service.waited() - before));
      held.push(seen?.longest ?? Number.NaN);
    }
  } finally {
    await service.close();
  }
  return { beyond, held };
}

/** In the window. */
function press(words: string): void {
  const buttons = [...document.querySelectorAll("button")];
  buttons.find(({ textContent }) => textContent === words)?.click();
}

/**
 * In the window: notes when a button is pressed and when what was asked for is there, as the window itself sees it, and
 * everything that keeps its thread from anything else for long.
 */
function watch(): void {
  const noted = document.documentElement.dataset;
  let pressed = 0;
  addEventListener(
    "click",
    () => {
      pressed = performance.now();
    },
    true,
  );
  const wanted = ["Layers", "are in the file"];
  new MutationObserver(() => {
    const [next] = wanted;
    const isThere =
      next && [...document.querySelectorAll("h1")].some((title) => title.textContent?.includes(next));
    if (!isThere) return;
    wanted.shift();
    noted.seen = String(Number(noted.seen ?? 0) + 1);
    noted.took = String(Number(noted.took ?? 0) + performance.now() - pressed);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      noted.longest = String(Math.max(duration, Number(noted.longest ?? 0)));
  }).observe({ type: "longtask" });
}

function whatWasSeen(): { readonly took: number; readonly longest: number } {
  const { took, longest } = document.documentElement.dataset;
  return { took: Number(took), longest: Number(longest ?? 0) };
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
