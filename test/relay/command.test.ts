import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { neededVariables } from "@stratify/core/service-environment";
import { services } from "@stratify/core/services";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { desk, openSandbox } from "../contract/open-sandbox.ts";
import { fastClock, firstCase } from "../contract/services.ts";
import { submitOne } from "../contract/submit-one.ts";
import { descriptorOf } from "../sandbox/descriptors.ts";
import { sandboxEnvironment } from "../sandbox/providers.ts";
import { cutter } from "./open-relay.ts";

const keyed = firstCase("of a service with a key", ({ facts }) => facts.key !== undefined);
/** All that the service needs, and nothing that it can use. */
const strayKey = Object.fromEntries(
  neededVariables(descriptorOf(keyed.service)).map((name) => [name, "two words"]),
);

/** Services that need more than one variable, with the first alone. */
const incomplete = services.flatMap((service): [string, Record<string, string>, RegExp][] => {
  const [first = "", ...others] = neededVariables(service);
  const words = new RegExp(`^${service.name}: ${others.join(", ")} must be set beside ${first}$`);
  return others.length > 0 ? [[`${service.name} set up in part`, { [first]: "value" }, words]] : [];
});

const root = fileURLToPath(new URL("../../", import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-relay-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs `pnpm relay`'s program, with nothing in its environment but what is given. */
function start(env: Readonly<Record<string, string>> = {}, ...args: readonly string[]) {
  const script = join(root, "packages/relay/src/node/main.ts");
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, RELAY_PORT: "0", RELAY_HOST: "127.0.0.1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", error: "" };
  child.stdout?.on("data", (text) => {
    said.out += text;
  });
  child.stderr?.on("data", (text) => {
    said.error += text;
  });
  const ended = once(child, "close").then(([code]) => code);
  const line = async (pattern: RegExp) => {
    await expect.poll(() => said.out + said.error, { timeout: 20_000 }).toMatch(pattern);
    return pattern.exec(said.out)?.[1] ?? "";
  };
  return { child, said, ended, line, address: () => line(/^Relay: (http:\S+)/m) };
}

const offers = async (baseUrl: string, token: string) => {
  const providers = await relayProviders({ baseUrl, token });
  return providers.map(({ id }) => id);
};

describe("pnpm relay", () => {
  it("is the script that is run here", async () => {
    const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect(scripts.relay).toBe("node packages/relay/src/node/main.ts");
  });

  it("prints its address and a token at the first start, and keeps both token and secret", async () => {
    const first = start();
    const baseUrl = await first.address();
    const token = await first.line(/^Access token, told this once: (\S+)$/m);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await offers(baseUrl, token)).toEqual(["relay:local"]);
    const file = join(folder, ".local/state/stratify-relay.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);

    const second = start();
    const again = await second.address();
    await second.line(/^Access token: in (.*stratify-relay\.json)$/m);
    expect(second.said.out).not.toContain(token);
    expect(await offers(again, token)).toEqual(["relay:local"]);
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
  });

  it("takes keys, tokens, tasks and secrets from the environment, and writes nothing", async () => {
    const sandbox = await openSandbox();
    const own = "a-token-of-the-tests-0123456789";
    const env = {
      ...sandboxEnvironment(sandbox),
      RELAY_TOKENS: `anna:${own}, ben:another-token-of-the-tests-0123456789`,
      RELAY_SECRETS: "a-secret-of-the-tests-0123456789",
      RELAY_STATE_FILE: join(folder, "unused.json"),
      RELAY_ENGINE: "0",
      RELAY_ALLOW_PRIVATE_ADDRESSES: "1",
    };
    const relay = start(env);
    const baseUrl = await relay.address();
    expect(await relay.line(/^Offers: (.*)$/m)).toBe(services.map(({ name }) => name).join(", "));
    const providers = await relayProviders({ baseUrl, token: own });
    const client = createClient({ providers, clock: fastClock() });
    const { layers } = await client.run({ task: "cutout" }, desk, { provider: `relay:${cutter.service}` });
    expect(layers.length).toBeGreaterThan(0);
    await expect(stat(join(folder, "unused.json"))).rejects.toThrow();
    relay.child.kill("SIGTERM");
    expect(await relay.ended).toBe(0);
    const log = relay.said.out.split("\n").filter((line) => line.startsWith("{"));
    expect(log.map((line) => JSON.parse(line).caller)).toContain("anna");
    for (const hidden of [
      own,
      ...Object.entries(env)
        .filter(([name]) => /KEY|SECRET/.test(name))
        .map(([, value]) => value),
    ])
      expect(relay.said.out + relay.said.error).not.toContain(hidden);
  });

  it("lets what is under way end when it is told to stop, and takes nothing new", async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next(cutter.service, "submit", { kind: "slow", ms: 600 });
    const own = "a-token-of-the-tests-0123456789";
    const relay = start({
      ...sandboxEnvironment(sandbox),
      RELAY_TOKENS: own,
      RELAY_SECRETS: "a-secret-of-the-tests-0123456789",
      RELAY_ENGINE: "0",
      RELAY_ALLOW_PRIVATE_ADDRESSES: "1",
    });
    const baseUrl = await relay.address();
    const client = createClient({ providers: await relayProviders({ baseUrl, token: own }) });
    const submit = submitOne(client, { task: "cutout" }, desk, { provider: `relay:${cutter.service}` });
    await expect.poll(() => sandbox.requests.some(({ operation }) => operation === "submit")).toBe(true);
    relay.child.kill("SIGTERM");
    expect((await submit).provider).toBe(`relay:${cutter.service}`);
    expect(await relay.ended).toBe(0);
    await expect(fetch(baseUrl)).rejects.toThrow();
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a port that is none",
      { RELAY_PORT: "http" },
      /^RELAY_PORT is a whole number from 0 to 65535, not "http"$/,
    ],
    [
      "a limit for nobody",
      { RELAY_COST_PER_DAY: "nobody=5" },
      /^RELAY_COST_PER_DAY names "nobody", which is not offered here\.$/,
    ],
    ["a short token", { RELAY_TOKENS: "anna:secret" }, /^the token "anna" needs 24 characters/],
    ["a short secret", { RELAY_SECRETS: "short" }, /^a secret of the relay has at least 32 characters$/],
    ...incomplete,
    [
      "a key with a space",
      strayKey,
      new RegExp(`^${descriptorOf(keyed.service).name}: the API key is empty or has stray characters$`),
    ],
    ["nothing to offer", { RELAY_ENGINE: "0" }, /^There is nothing to offer: set a service's key/],
  ])("says what is wrong with %s, and ends", async (_, env, words) => {
    const { ended, said } = start(env);
    expect(await ended).toBe(2);
    expect(said.error.trim()).toMatch(words);
    expect(said.error.trim().split("\n")).toHaveLength(1);
    expect(said.error).not.toContain(env.RELAY_TOKENS ?? "two words");
  });

  it("says so when the port is taken, or the kept file is another program's", async () => {
    const first = start();
    const { port } = new URL(await first.address());
    const second = start({ RELAY_PORT: port });
    expect(await second.ended).toBe(2);
    expect(second.said.error).toContain(`127.0.0.1:${port}`);
    const file = join(folder, "other.json");
    await writeFile(file, "{}");
    const third = start({ RELAY_STATE_FILE: file });
    expect(await third.ended).toBe(2);
    expect(third.said.error.trim()).toBe(
      `${file} is not one that the relay wrote: move it away, or set RELAY_STATE_FILE`,
    );
  });

  it("tells how it is used", async () => {
    const { ended, said } = start({}, "--help");
    expect(await ended).toBe(0);
    expect(said.out).toContain("Usage: npx --yes pnpm@12 relay");
  });
});
