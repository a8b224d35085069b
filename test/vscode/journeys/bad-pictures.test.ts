import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writePng } from "../../support/png-writer.ts";
import { useScene } from "./use-scene.ts";

/** A picture of one pixel whose header claims 200 million. */
function bomb(): Uint8Array {
  const bytes = writePng({ width: 1, height: 1, type: 6, depth: 8, samples: [0, 0, 0, 255] });
  const header = new DataView(bytes.buffer, 16);
  header.setUint32(0, 20_000);
  header.setUint32(4, 10_000);
  return bytes;
}

describe("Pictures that are none", () => {
  const scene = useScene({ photos: ["cat.png"] });

  it.each([
    ["text.png", "Dear diary, this is no picture.", /not (those of )?an image/],
    ["empty.png", "", /is empty/],
    ["huge.png", bomb(), /20,?000 x 10,?000 pixels/],
  ])("%s is refused with its name and the reason", async (name, content, reason) => {
    const { workbench, folder } = scene();
    await writeFile(join(folder, name), content);
    await workbench.refreshExplorer();
    await workbench.rightClick(name, "Stratify", "Cut Out Subject");
    const notice = await workbench.notice(reason);
    expect(notice.text).toContain(name);
    await workbench.screenshot(`refused-${name}`);
    await workbench.notices.clear();
    expect(await scene().names()).not.toContain(name.replace(".png", ".cutout.png"));
  });

  it("do not keep a good one from being worked on, and are counted", async () => {
    const { workbench } = scene();
    await workbench.rightClick(["cat.png", "text.png"], "Stratify", "Cut Out Subject");
    const notice = await workbench.notice("1 of 2 images are done, 1 failed.");
    await workbench.screenshot("some-failed");
    expect(notice.text).toContain("text.png");
    expect(await scene().names()).toContain("cat.cutout.png");
  });
});
