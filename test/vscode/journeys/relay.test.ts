import { systemClock } from "@stratify/core";
import { createRelay, memorySubmits } from "@stratify/relay";
import { listen } from "@stratify/relay/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sandboxProviders } from "../../sandbox/providers.ts";
import { useScene } from "./use-scene.ts";

const token = "a-token-of-the-tests-0123456789";

describe.each(["node", "web"] as const)("A relay, in the %s extension host", (host) => {
  // The services answer no browser: only the relay does.
  const settings = { "stratify.provider.split": "ask" };
  const scene = useScene({ photos: ["coffee.png"], host, sandbox: { cors: false }, settings });
  let address = "";
  let close: ((patience: number) => Promise<void>) | undefined;
  beforeAll(async () => {
    const relay = createRelay({
      providers: sandboxProviders(scene().sandbox),
      tokens: [{ name: "team", token }],
      secrets: ["a-secret-of-the-tests-0123456789"],
      submits: memorySubmits({ onlyInstance: true, clock: systemClock }),
      allowPrivateAddresses: true,
    });
    const site = await listen(relay, 0, ["127.0.0.1"]);
    [address = ""] = site.origins;
    close = site.close;
  });
  afterAll(() => close?.(0));

  it("is set up with one command", async () => {
    const { workbench } = scene();
    const { quickInput } = workbench;
    await workbench.run("Stratify: Set API Key...");
    await quickInput.asks("Set API Key");
    await quickInput.choose("Relay");
    await quickInput.asks("Address of your relay");
    await workbench.screenshot(`relay-address-${host}`);
    await quickInput.answer(address);
    await quickInput.asks("Access token of your relay");
    await quickInput.answer(token);
    await workbench.notice("The key for Relay is kept.");
    await workbench.notices.clear();
  });

  it("splits with a service whose key is not here, and says first where the image goes", async () => {
    const { workbench, sandbox } = scene();
    const { dialog, quickInput } = workbench;
    await workbench.rightClick("coffee.png", "Stratify", "Split Image into Layers...");
    await quickInput.row("Claid.ai (relay)").waitFor();
    await workbench.screenshot(`relay-provider-${host}`);
    await quickInput.choose("Claid.ai (relay)");
    expect(await dialog.words()).toMatch(/your relay at 127\.0\.0\.1:\d+, and from there to Claid\.ai/);
    await workbench.screenshot(`relay-consent-${host}`);
    await dialog.press("Send");
    await quickInput.asks("Split by which keywords?");
    await quickInput.answer("cup");
    await workbench.notice("coffee.layers is ready.");
    expect(await scene().names("coffee.layers")).toContain("cup.png");
    expect(sandbox.paid.count("claid", { keyword: "cup" })).toBe(1);
    expect(sandbox.leaks).toEqual([]);
    await workbench.notices.clear();
  });

  it("is in the list with the reason when it does not know the token", async () => {
    const { workbench } = scene();
    const { quickInput } = workbench;
    await workbench.run("Stratify: Set API Key...");
    await quickInput.asks("Set API Key");
    await quickInput.choose("Relay");
    await quickInput.asks("Access token of your relay");
    await quickInput.answer("another-token-0123456789");
    await workbench.notice("The key for Relay is kept.");
    await workbench.notices.clear();
    await workbench.rightClick("coffee.png", "Stratify", "Split Image into Layers...");
    await quickInput.row("Relay").waitFor();
    expect((await quickInput.rows()).join("\n")).toMatch(/Local engine[\s\S]*Relay.*(token|key)/);
    await workbench.screenshot(`relay-refused-${host}`);
    await quickInput.cancel();
  });
});
