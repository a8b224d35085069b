import { serviceFacts } from "@stratify/core/service-facts";
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directServices, endpointOption } from "../../../packages/figma-plugin/src/ui/settings/settings.ts";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openWindow } from "./open-window.ts";

const withKey = directServices.filter(({ options }) => options.some(({ secret }) => secret));
const [keyed, other] = withKey.filter(({ capabilities }) => capabilities.tasks.includes("split"));
if (!keyed || !other) throw new Error("two services can be called with a key");

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const keywords = (ui: FrameLocator) => ui.getByRole("textbox", { name: "Keywords" });
const start = (ui: FrameLocator) => ui.getByRole("button", { name: "Split into layers" });

it("stands in a frame of no origin, and is there before the main code says anything", async () => {
  const { page, ui, complaints } = await openWindow(browser, { silent: true });
  await start(ui).waitFor();
  expect(await page.frames()[1]?.evaluate(() => globalThis.origin)).toBe("null");
  expect(await start(ui).isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
});

it("shows what is selected and why something can't be split, and follows the selection", async () => {
  const { ui, tell } = await openWindow(browser);
  await ui.getByText("1200 × 800").waitFor();
  await ui.getByText("“Clip” is a video. Only still pictures can be split.").waitFor();
  tell({ kind: "selection", selection: { units: [], refused: [] } });
  await ui.getByText("Select frames, images or groups in the file.").waitFor();
  expect(await ui.getByText("Hero picture").count()).toBe(0);
});

describe("keywords", () => {
  it("become chips, by Enter and by comma, and go again", async () => {
    const { page, ui } = await openWindow(browser);
    await keywords(ui).fill("subject, red");
    await keywords(ui).press("Enter");
    await keywords(ui).pressSequentially("blue,");
    expect(await ui.getByRole("button", { name: /^Remove/ }).count()).toBe(3);
    expect(await keywords(ui).inputValue()).toBe("");
    await keywords(ui).press("Backspace");
    await ui.getByRole("button", { name: 'Remove "red"' }).click();
    expect(await ui.getByRole("button", { name: /^Remove/ }).allTextContents()).toEqual(["subject "]);
    await expect.poll(() => ui.getByRole("status").first().textContent()).toContain('"red" removed');
    await page.close();
  });

  it("are suggested: those used before that the provider knows, then all that it knows", async () => {
    const { ui } = await openWindow(browser);
    const offered = ui.getByRole("list", { name: "Suggestions" }).getByRole("button");
    await expect.poll(() => offered.first().textContent()).toBe("+ red");
    await offered.first().click();
    await ui.getByRole("button", { name: 'Remove "red"' }).waitFor();
    expect(await ui.getByRole("button", { name: 'Add "red"' }).count()).toBe(0);
    expect(await start(ui).isEnabled()).toBe(true);
  });

  it("that the provider does not know keep the start back, and say so", async () => {
    const { ui } = await openWindow(browser);
    await keywords(ui).fill("tree house");
    await keywords(ui).press("Enter");
    await ui.getByText('Local engine does not know "tree house".').first().waitFor();
    expect(await start(ui).isDisabled()).toBe(true);
  });

  it("are not needed where the layers are automatic, and their number can be chosen", async () => {
    const { ui, asked } = await openWindow(browser);
    await ui.getByText("each object that stands out becomes a layer").waitFor();
    await expect.poll(() => start(ui).isEnabled()).toBe(true);
    const most = ui.getByRole("combobox", { name: "Layers at most" });
    expect(await most.inputValue()).toBe("8");
    await most.selectOption("4");
    await expect.poll(() => asked.at(-1)?.question).toMatchObject({ settings: { maxLayers: 4 } });
    await keywords(ui).fill("red,");
    await keywords(ui).press("Enter");
    expect(await most.count()).toBe(0);
  });

  it("are needed by a provider without automatic layers, and it says so", async () => {
    const [needing] = withKey.filter(
      ({ capabilities: { tasks, automatic } }) => tasks.includes("split") && !automatic,
    );
    if (!needing) throw new Error("a service needs keywords");
    const kept = { keys: { [needing.id]: "k" }, providers: { split: needing.id } };
    const { ui } = await openWindow(browser, { answers: { "settings-read": { settings: kept } } });
    await ui.getByText(`${needing.name} needs at least one keyword.`).waitFor();
    expect(await start(ui).isDisabled()).toBe(true);
  });

  it("come from a quick action", async () => {
    const selection = { units: [{ id: "1", name: "A", width: 9, height: 9 }], refused: [] };
    const answers = {
      start: { command: "split", keywords: "red, blue", provider: "local", selection },
    } as const;
    const { ui } = await openWindow(browser, { answers });
    await ui.getByRole("button", { name: 'Remove "blue"' }).waitFor();
    expect(await start(ui).isEnabled()).toBe(true);
  });
});

describe("providers", () => {
  it("are shown with their cost, where the picture goes, and what is in the way", async () => {
    const { ui } = await openWindow(browser, { answers: { start: startOf("cutout") } });
    const all = ui.getByRole("radiogroup", { name: "Provider" }).locator("label");
    const able = serviceFacts.filter(({ capabilities }) => capabilities.tasks.includes("cutout"));
    const direct = able.filter((facts) => directServices.includes(facts));
    const relayed = able.flatMap(({ name, browser }) =>
      "relayOnly" in browser ? [{ name, reason: browser.relayOnly.en }] : [],
    );
    await expect.poll(() => all.count()).toBe(1 + able.length);
    const texts = await all.allTextContents();
    expect(texts.shift()).toBe("Local enginefree · The image stays on this machine.");
    for (const { name, capabilities, options } of direct) {
      const text = texts.shift() ?? "";
      expect(text.startsWith(name)).toBe(true);
      if (capabilities.host) expect(text).toContain(`The image is sent to ${capabilities.host}.`);
      if (options.some(({ secret }) => secret)) expect(text).toContain("no API key yet");
    }
    for (const { name, reason } of relayed) {
      const text = texts.shift() ?? "";
      expect(text.startsWith(name)).toBe(true);
      expect(text.endsWith(`${reason} Use a relay.`)).toBe(true);
    }
  });

  it("without a key lead to the settings", async () => {
    const { ui } = await openWindow(browser);
    await ui.getByRole("radio", { name: keyed.name }).check();
    await ui.getByRole("button", { name: "Set its key" }).click();
    await ui.getByRole("heading", { name: "API keys" }).waitFor();
  });
});

describe("keys", () => {
  it("are kept, never shown again, and cleared", async () => {
    const { page, ui, asked } = await openWindow(browser, { answers: { start: startOf("settings") } });
    await ui.getByText("It is no vault").waitFor();
    const field = ui.getByRole("textbox", { name: `API key for ${keyed.name}` });
    await field.fill("with space");
    await field.press("Enter");
    await ui.getByText("A key has no spaces and no letters beyond the English ones.").waitFor();
    await field.fill("secret-123");
    await field.press("Enter");
    await ui.getByText(`The key for ${keyed.name} is kept.`).waitFor();
    await expect
      .poll(() => asked.at(-1))
      .toMatchObject({
        name: "settings-write",
        question: { settings: { keys: { [keyed.id]: "secret-123" } } },
      });
    expect(await page.frames()[1]?.content()).not.toContain("secret-123");
    await ui.getByRole("button", { name: `Clear the key for ${keyed.name}` }).click();
    await expect.poll(() => asked.at(-1)?.question).toMatchObject({ settings: { keys: {} } });
    await field.waitFor();
  });

  it("do not write over what was kept before, however early they are given", async () => {
    const kept = { keys: { [other.id]: "older" }, history: ["cup"] };
    const { ui, asked } = await openWindow(browser, {
      answers: { start: startOf("settings"), "settings-read": { settings: kept } },
    });
    const field = ui.getByRole("textbox", { name: `API key for ${keyed.name}` });
    await field.fill("newer");
    await field.press("Enter");
    await expect
      .poll(() => asked.at(-1)?.question)
      .toMatchObject({
        settings: { keys: { [other.id]: "older", [keyed.id]: "newer" }, history: ["cup"] },
      });
  });
});

describe("options", () => {
  it("can all be set, are kept when their field is left, and are cleared", async () => {
    const { ui, asked } = await openWindow(browser, { answers: { start: startOf("settings") } });
    for (const { id, name, options } of directServices) {
      const summary = ui.getByLabel(`Options of ${name}`);
      if (!(await summary.evaluate(({ parentElement }) => parentElement?.hasAttribute("open"))))
        await summary.click();
      for (const option of options.filter(({ secret }) => !secret)) {
        const field = ui.getByLabel(`${name}: ${option.label.en}`, { exact: true });
        const isEndpoint = option.name === endpointOption;
        const value = option.choices?.at(-1) ?? (isEndpoint ? "https://proxy.example.com" : "a value");
        const kept = isEndpoint
          ? { endpoints: { [id]: value } }
          : { options: { [id]: { [option.name]: value } } };
        if (option.choices) await field.selectOption(value);
        else await field.fill(value);
        await field.blur();
        await expect.poll(() => asked.at(-1)?.question).toMatchObject({ settings: kept });
        if (option.choices) await field.selectOption("");
        else await field.fill("");
        await field.blur();
        await expect.poll(() => asked.at(-1)?.question).not.toMatchObject({ settings: kept });
      }
    }
  });

  it("with a value that can't be are not kept, and say so", async () => {
    const { ui, asked } = await openWindow(browser, { answers: { start: startOf("settings") } });
    await ui.getByLabel(`Options of ${keyed.name}`).click();
    const field = ui.getByLabel(`${keyed.name}: base URL`, { exact: true });
    await field.fill("http://elsewhere.example.com");
    await field.blur();
    await ui.getByText("base URL must begin with https://").waitFor();
    expect(asked.filter(({ name }) => name === "settings-write")).toEqual([]);
  });

  it("that were kept and can't be are in the way of their service, and of nothing else", async () => {
    const kept = { keys: { [keyed.id]: "k" }, endpoints: { [keyed.id]: "elsewhere" } };
    const { ui, complaints } = await openWindow(browser, {
      answers: { start: startOf("cutout"), "settings-read": { settings: kept } },
    });
    await ui.getByRole("radio", { name: keyed.name }).check();
    await ui.getByText("base URL must begin with https://").first().waitFor();
    await ui.getByRole("button", { name: "Set its options" }).click();
    await ui.getByRole("heading", { name: "API keys" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

it("refuses addresses that can't be a relay's before anybody is asked", async () => {
  const { ui, page } = await openWindow(browser, { answers: { start: startOf("settings") } });
  const called: string[] = [];
  page.on("request", (request) => called.push(request.url()));
  const address = ui.getByRole("textbox", { name: "Address of the relay" });
  await address.fill("relay");
  await address.press("Enter");
  await ui.getByText("That is no address.").waitFor();
  await address.fill("http://relay.example.com");
  await address.press("Enter");
  await ui.getByText("begins with https://").waitFor();
  await address.fill("https://relay.example.com");
  await address.press("Enter");
  await ui.getByText("Give the access token").waitFor();
  expect(called.filter((url) => url.includes("relay.example"))).toEqual([]);
});

it("speaks German where the browser does, and the language that was chosen", async () => {
  const { page, ui, asked } = await openWindow(browser, { locale: "de-AT" });
  await ui.getByRole("button", { name: "In Ebenen zerlegen" }).waitFor();
  await ui.getByText("„Clip“ ist ein Video. Nur stehende Bilder können zerlegt werden.").waitFor();
  expect(await page.frames()[1]?.evaluate(() => document.documentElement.lang)).toBe("de");
  await ui.getByRole("button", { name: "Einstellungen" }).click();
  await ui.getByText("English", { exact: true }).click();
  await ui.getByRole("heading", { name: "API keys" }).waitFor();
  await expect.poll(() => asked.at(-1)?.question).toMatchObject({ settings: { language: "en" } });
});

it("lists unfinished jobs with what became of them, resumes none without its service, and asks before it discards", async () => {
  const about = { task: "split", keywords: ["cup"], provider: keyed.id } as const;
  const job = { plan: "p", at: 1_700_000_000_000, about, job: { version: 1, entries: [] } };
  const jobs = [
    { ...job, id: "1", name: "Hero", state: "ready", text: "" },
    { ...job, id: "2", name: "Card", state: "gone", text: "“Card” was deleted." },
  ] as const;
  const { ui, asked } = await openWindow(browser, {
    answers: { start: startOf("resume"), "journal-list": { jobs }, "journal-remove": {} },
  });
  await ui.getByText("“Card” was deleted.").waitFor();
  expect(await ui.getByText("Its service has no key here").count()).toBe(2);
  expect(await ui.getByRole("button", { name: "Resume", exact: true }).count()).toBe(0);
  await ui.getByRole("button", { name: "Discard" }).nth(1).click();
  expect(asked.some(({ name }) => name === "journal-remove")).toBe(false);
  await ui.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => asked.find(({ name }) => name === "journal-remove")?.question).toEqual({ id: "2" });
});

it("says what the main code refuses, and works on", async () => {
  const { ui } = await openWindow(browser, {
    answers: { start: startOf("resume"), "journal-list": undefined },
  });
  await ui.getByRole("alert").getByText("No journal-list here.").waitFor();
  await ui.getByRole("button", { name: "Settings" }).click();
  await ui.getByRole("heading", { name: "API keys" }).waitFor();
});

function startOf(command: "cutout" | "settings" | "resume") {
  return {
    command,
    selection: { units: [{ id: "1", name: "A", width: 9, height: 9 }], refused: [] },
  } as const;
}
