import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import type { AnyScene } from "../fake/nodes/any-node.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("cuts out subjects with the engine, many at once, without key or network", async () => {
  const { file } = await fileWithPhotos(["One", "Two", "Three"]);
  const { page, ui, close, complaints } = await openPlugin(browser, file, "cutout", { hosts: [] });
  onTestFinished(close);
  const called: string[] = [];
  page.on("request", (request) => {
    if (request.frame() !== page.mainFrame()) called.push(request.url());
  });
  await ui.getByText("Nothing leaves this machine.").waitFor();
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of 3 images are in the file.").first().waitFor();
  const frames = placedFrames(file);
  // Of a cut-out nothing but the subject is placed, unless the user wants the rest too.
  expect(frames.map(({ children }) => children.length)).toEqual([1, 1, 1]);
  expect(called.filter((address) => !address.startsWith("blob:") && !address.endsWith("/window"))).toEqual(
    [],
  );
  expect(complaints).toEqual([]);
});

it("asks once before pictures are sent, and cuts out with Claid under editable masks", async () => {
  const sandbox = await openServices();
  const { file } = await fileWithPhotos(["Cup"], deviceOf(sandbox, { consents: [] }));
  const { ui, close } = await openPlugin(browser, file, "cutout");
  onTestFinished(close);
  await ui.getByRole("radio", { name: /^Claid/ }).check();
  await ui.getByText("Editable masks").click();
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  const question = ui.getByRole("alertdialog");
  expect(await question.textContent()).toContain("Images will be sent to Claid.ai at 127.0.0.1");
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(sandbox.requests.filter(({ operation }) => operation !== undefined)).toEqual([]);
  await ui.getByRole("button", { name: "Cut out the subject" }).click();
  await ui.getByRole("button", { name: "Send" }).click();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByText("The layers of Cup are in the file.").first().waitFor();
  expect(sandbox.paid.count("claid")).toBe(1);
  const [frame] = placedFrames(file);
  expect(frame?.children).toHaveLength(1);
  expect(frame && masksIn(frame)).toBe(1);
  const settings = await file.storage.getAsync("settings");
  expect(settings).toMatchObject({ consents: [expect.stringMatching(/^claid 127/)], mode: "mask" });
});

/** How many nodes of a frame are masks, however deep. */
function masksIn(node: AnyScene): number {
  const own = "isMask" in node && node.isMask ? 1 : 0;
  const kids: readonly AnyScene[] = "children" in node ? node.children : [];
  return kids.reduce((sum, kid) => sum + masksIn(kid), own);
}
