import { fileURLToPath } from "node:url";
import { encodePng } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleUi } from "../../../packages/figma-plugin/bundle-ui.mts";
import { directServices } from "../../../packages/figma-plugin/src/ui/settings/settings.ts";
import { launchChromium } from "../../runtimes/chromium.ts";
import { scenery } from "../pictures.ts";
import { openWindow } from "./open-window.ts";

useNodeCodecs();

const risk = "If the connection breaks, this browser may send the request twice";
/** A service that a key is enough for. */
const { id, name, capabilities } = serviceWithKey();

let browser: Browser;
let html = "";
beforeAll(async () => {
  browser = await launchChromium();
  html = await bundleUi(true, fileURLToPath(new URL("scripted-sending.ts", import.meta.url)));
});
afterAll(() => browser?.close());

/** The start screen of a cut-out by a service whose key is set. */
async function open(consents: readonly string[] = [`${id} ${capabilities.host}`]) {
  const selection = { units: [{ id: "1", name: "Cup", width: 80, height: 60 }], refused: [] };
  const settings = { keys: { [id]: "key" }, consents, providers: { cutout: id } };
  const { page, ui } = await openWindow(browser, {
    html,
    answers: {
      start: { command: "cutout", selection },
      "settings-read": { settings },
      "journal-write": {},
      "journal-remove": {},
      export: { plan: "p", name: "Cup", bytes: await encodePng(scenery(80, 60)), original: true },
    },
  });
  await ui.getByRole("radio", { name, checked: true }).waitFor();
  const evaluate = <T>(expression: string): Promise<T> => {
    const [, frame] = page.frames();
    if (!frame) throw new Error("the page has no window");
    return frame.evaluate<T>(expression);
  };
  return {
    ui,
    begin: ui.getByRole("button", { name: "Cut out the subject" }),
    settle: (sending?: "safe" | "resend-risk") => evaluate(`settle(${JSON.stringify(sending)})`),
    runs: () => evaluate<boolean[]>("runs"),
  };
}

it("waits until it is known how a paid request can be sent, and says the risk before the start", async () => {
  const { ui, begin, settle, runs } = await open();
  await ui.getByText(`Checking the connection to ${name}`).waitFor();
  expect(await begin.isDisabled()).toBe(true);
  await settle("resend-risk");
  await ui.getByText(risk).waitFor();
  await begin.click();
  await expect.poll(runs).toEqual([true]);
  expect(await ui.getByRole("alertdialog").count()).toBe(0);
});

it.each([["safe"], [undefined]] as const)(
  "says nothing and allows nothing where sending is %s",
  async (sending) => {
    const { ui, begin, settle, runs } = await open();
    await settle(sending);
    await begin.click();
    await expect.poll(runs).toEqual([false]);
    expect(await ui.getByText(risk).count()).toBe(0);
  },
);

it("says the risk together with where the images go, and asks once for both", async () => {
  const { ui, begin, settle, runs } = await open([]);
  await begin.click();
  const dialog = ui.getByRole("alertdialog");
  await dialog.getByText("Images will be sent to").waitFor();
  expect(await dialog.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await settle("resend-risk");
  await dialog.getByText(risk).waitFor();
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect.poll(runs).toEqual([true]);
});

function serviceWithKey() {
  const found = directServices.find(
    ({ capabilities: { tasks }, options }) =>
      tasks.includes("cutout") &&
      options.every(({ secret, required, default: usual }) => secret || !required || usual !== undefined),
  );
  if (!found) throw new Error("there is no such service");
  return found;
}
