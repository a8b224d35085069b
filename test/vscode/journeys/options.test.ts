import { serviceFacts } from "@stratify/core/service-facts";
import { describe, expect, it } from "vitest";
import { siteOf } from "../../sandbox/sites.ts";
import { useScene } from "./use-scene.ts";

const commands = {
  split: "Split Image into Layers...",
  cutout: "Cut Out Subject",
  "replace-background": "Replace Background...",
} as const;

/** Every service that requires more than a key. The scene sets base URLs only. */
const demanding = serviceFacts.flatMap((service) => {
  const missing = service.options.filter(
    ({ name, required, default: usual }) => required && usual === undefined && name !== "baseUrl",
  );
  const [task] = service.capabilities.tasks;
  return task && missing.some(({ secret }) => !secret) ? [{ ...service, task, missing }] : [];
});

describe("What a service requires besides its key", () => {
  const scene = useScene({ photos: ["coffee.png"], settings: { "stratify.provider.cutout": "ask" } });

  it.each(demanding)("is asked for together with the key: $name", async ({ id, name, task, missing }) => {
    const { workbench, sandbox } = scene();
    const { dialog, quickInput } = workbench;
    const { options } = siteOf(sandbox, id);
    await workbench.rightClick("coffee.png", "Stratify", commands[task]);
    const row = async () => (await quickInput.rows()).find((words) => words.includes(name)) ?? "";
    expect(await row()).toContain(`Not set yet: ${missing.map(({ label }) => label.en).join(", ")}.`);
    await workbench.screenshot(`missing-options-${id}`);
    await quickInput.choose(name);
    for (const option of missing) {
      await quickInput.asks(option.secret ? `API key for ${name}` : `${name}: ${option.label.en}`);
      await quickInput.answer(options[option.name] ?? "");
    }
    await dialog.press("Send");
    await quickInput.cancel();

    await workbench.rightClick("coffee.png", "Stratify", commands[task]);
    expect(await row()).not.toContain("Not set yet");
    await quickInput.cancel();
    expect(sandbox.paid.count()).toBe(0);
    expect(sandbox.leaks).toEqual([]);
  });
});
