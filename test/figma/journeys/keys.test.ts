import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { directServices } from "../../../packages/figma-plugin/src/ui/settings/settings.ts";
import { launchChromium } from "../../runtimes/chromium.ts";
import { siteOf } from "../../sandbox/sites.ts";
import { openFile } from "../fake/open-file.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, openServices } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const withKey = directServices.filter(({ options }) => options.some(({ secret }) => secret));

it.each(withKey.map(({ id, name }) => [id, name]))(
  "tests the key of %s for nothing",
  async (service, name) => {
    const sandbox = await openServices();
    const keys = { [service]: "wrong-key-123" };
    const file = openFile({ storage: deviceOf(sandbox, { keys }) });
    const { ui, close } = await openPlugin(browser, file, "settings");
    onTestFinished(close);
    await ui.getByRole("button", { name: `Test the key for ${name}` }).click();
    await ui.getByText("did not accept the API key").waitFor();

    await ui.getByRole("button", { name: `Clear the key for ${name}` }).click();
    const field = ui.getByRole("textbox", { name: `API key for ${name}` });
    await field.fill(siteOf(sandbox, service).apiKey);
    await field.press("Enter");
    await ui.getByRole("button", { name: `Test the key for ${name}` }).click();
    await ui.getByText(`${name} accepts the key. Nothing was charged.`).waitFor();
    expect(sandbox.paid.count()).toBe(0);
    expect(sandbox.requests.some(({ operation }) => operation === "submit")).toBe(false);
  },
);

it("says that nothing is known of a key when its service can't be called from Figma", async () => {
  const sandbox = await openServices({ cors: false });
  const file = openFile({ storage: deviceOf(sandbox) });
  const { ui, close } = await openPlugin(browser, file, "settings");
  onTestFinished(close);
  for (const { name } of withKey) {
    await ui.getByRole("button", { name: `Test the key for ${name}` }).click();
    await ui
      .getByText(`Whether ${name} accepts the key is not known. ${name} can't be called from Figma`)
      .waitFor();
  }
});
