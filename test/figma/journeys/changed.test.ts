import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../../runtimes/chromium.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { openPlugin } from "./open-plugin.ts";
import { deviceOf, fileWithPhotos, openServices, placedFrames } from "./prepare.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

type PhotoFile = Awaited<ReturnType<typeof fileWithPhotos>>["file"];

/** Splits what is selected, and closes the plugin as soon as the job can be resumed. */
async function submitAndClose(file: PhotoFile, sandbox: Sandbox): Promise<void> {
  const { ui, close } = await openPlugin(browser, file, "split", {
    parameters: { keywords: "cup", provider: "aetherforge" },
  });
  await ui.getByRole("radio", { name: "AetherForge AI", checked: true }).waitFor();
  await ui.getByRole("button", { name: "Split into layers" }).click();
  await expect.poll(() => sandbox.paid.count()).toBe(1);
  await expect.poll(() => hasHandle(file)).toBe(true);
  await close();
}

/** Whether the journal on the device knows the job: only then can it be resumed. */
async function hasHandle({ storage }: PhotoFile): Promise<boolean> {
  const keys = (await storage.keysAsync()).filter((key) => key.startsWith("job/"));
  const records = await Promise.all(keys.map((key) => storage.getAsync(key)));
  return JSON.stringify(records).includes('"type":"handle"');
}

it("places a saved job as it was received when a child of its node is gone, and pays once", async () => {
  const sandbox = await openServices({ latency: 2_000 });
  const { file, photos } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
  const spot = file.user.change(() => {
    const board = file.figma.createFrame();
    board.name = "Board";
    board.resize(300, 200);
    for (const photo of photos) board.appendChild(photo);
    const above = file.figma.createRectangle();
    above.resize(60, 60);
    board.appendChild(above);
    file.user.select(board);
    return above;
  });
  await submitAndClose(file, sandbox);

  const again = file.reopen();
  again.user.change(() => spot.remove());
  const { ui, close } = await openPlugin(browser, again, "resume");
  onTestFinished(close);
  await ui.getByRole("button", { name: "Resume", exact: true }).click();
  await ui
    .getByText("has changed since its jobs were submitted, so its results are as the service made them")
    .first()
    .waitFor();
  await ui.getByRole("button", { name: "Place in the file" }).click();
  await ui.getByRole("heading", { name: "The layers of Board are in the file." }).waitFor();
  expect(sandbox.paid.count()).toBe(1);
  // The board, and what was placed.
  expect(placedFrames(again)).toHaveLength(2);
  expect(await again.storage.keysAsync()).toEqual(["settings"]);
});

it.each(["another size", "rounded corners"])(
  "says so of an image that has %s since, and pays once",
  async (kind) => {
    const sandbox = await openServices({ latency: 2_000 });
    const { file, photos } = await fileWithPhotos(["Cup"], deviceOf(sandbox));
    const [photo] = photos;
    if (!photo) throw new Error("there is no photo");
    await submitAndClose(file, sandbox);

    const again = file.reopen();
    again.user.change(() => {
      if (kind === "another size") photo.resize(90, 70);
      else photo.topLeftRadius = 12;
    });
    const { ui, close } = await openPlugin(browser, again, "resume");
    onTestFinished(close);
    await ui.getByRole("button", { name: "Resume", exact: true }).click();
    await ui.getByText("has changed since its jobs were submitted").first().waitFor();
    expect(sandbox.paid.count()).toBe(1);
  },
);
