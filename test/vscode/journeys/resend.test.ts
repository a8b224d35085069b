import { serviceFacts } from "@stratify/core/service-facts";
import { describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

/** A service that a browser may call, and that requires no more than a key. */
const service = serviceFacts.find(
  ({ capabilities: { tasks, keyInBrowser, crossOrigin }, options }) =>
    tasks.includes("cutout") &&
    keyInBrowser !== "forbidden" &&
    crossOrigin !== "no" &&
    options.every(({ required, secret, default: usual }) => !required || secret || usual !== undefined),
);
if (!service) throw new Error("no service can be called from a browser");
const { id, name } = service;

describe("A browser that may send a paid request twice", () => {
  // The sandbox speaks HTTP/1.1, over which nothing keeps a browser from repeating a request.
  const scene = useScene({
    photos: ["coffee.png"],
    host: "web",
    settings: { "stratify.provider.cutout": id },
  });

  it("says so before anything is paid, once, and pays once where it does not happen", async () => {
    const { workbench, sandbox } = scene();
    const { dialog } = workbench;
    await scene().setKey(name, siteOf(sandbox, id).apiKey);
    await workbench.rightClick("coffee.png", "Stratify", "Cut Out Subject");
    expect(await dialog.words()).toMatch(/this browser may send a request twice.*A relay prevents that/);
    await workbench.screenshot("resend-risk");
    await dialog.press("Cancel");
    expect(sandbox.paid.count()).toBe(0);

    await workbench.rightClick("coffee.png", "Stratify", "Cut Out Subject");
    expect(await dialog.words()).toContain("send a request twice");
    await dialog.press("Send");
    await workbench.notice("coffee.cutout.png is ready.");
    await workbench.notices.clear();

    await workbench.rightClick("coffee.png", "Stratify", "Cut Out Subject");
    await workbench.notice("coffee.cutout-2.png is ready.");
    expect(sandbox.paid.count(id)).toBe(2);
    expect(sandbox.leaks).toEqual([]);
  });
});
