import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { openRelay, token } from "../../relay/open-relay.ts";
import { launchChromium } from "../../runtimes/chromium.ts";
import { openPlugin } from "./open-plugin.ts";
import { fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("reaches through a relay what can't be called from Figma: FIGUR's catalogue, and HitPaw", async () => {
  // The services let no browser in; the relay does.
  const sandbox = await openServices({ cors: false });
  const { baseUrl } = await openRelay(sandbox);
  const { file } = await fileWithPhotos(["Cup"]);
  const { ui, close, complaints } = await openPlugin(browser, file, "replace-background", {
    hosts: [baseUrl],
  });
  onTestFinished(close);
  await ui.getByRole("radio", { name: /^FIGUR/ }).check();
  await ui.getByText("FIGUR forbids its key in a browser. Use a relay.").first().waitFor();
  expect(await ui.getByRole("button", { name: "Replace the background" }).isDisabled()).toBe(true);

  await ui.getByRole("button", { name: "Set a relay" }).click();
  await ui.getByRole("textbox", { name: "Address of the relay" }).fill(`${baseUrl}/`);
  await ui.getByLabel("Access token of the relay").fill("a-wrong-token-0123456789abcdef");
  await ui.getByRole("button", { name: "Keep and test" }).click();
  await ui.getByText("Relay: the service did not accept the API key").waitFor();
  await ui.getByLabel("Access token of the relay").fill(token);
  await ui.getByRole("button", { name: "Keep and test" }).click();
  await ui.getByText("The relay answers. It offers:").waitFor();
  await ui.getByText("FIGUR (relay)").waitFor();

  await ui.getByRole("button", { name: "Background" }).click();
  await ui.getByRole("radio", { name: /^FIGUR \(relay\)/ }).check();
  await ui
    .getByRole("radiogroup", { name: "Background from FIGUR (relay)" })
    .getByRole("radio")
    .first()
    .check({ force: true });
  await ui.getByText("charges your account for 1 job: 5 credits.").waitFor();
  await ui.getByRole("button", { name: "Replace the background" }).click();
  await ui.getByRole("button", { name: "Send" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of Cup are in the file.").first().waitFor();
  expect(placedFrames(file)).toHaveLength(1);
  expect(sandbox.paid.count("figur")).toBe(1);

  await ui.getByRole("button", { name: "Split something else" }).click();
  await ui.getByRole("button", { name: "Cut out", exact: true }).click();
  file.user.select(...file.pages[0].children.filter(({ name }) => name === "Cup").slice(0, 1));
  await ui.getByRole("radio", { name: /^HitPaw \(relay\)/ }).check();
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  await ui.getByRole("button", { name: "Send" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of Cup are in the file.").first().waitFor();
  expect(sandbox.paid.count("hitpaw")).toBe(1);
  expect(sandbox.leaks).toEqual([]);
  expect(complaints).toEqual([]);
});
