import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";

/**
 * Does what wrangler does before it deploys: the relay's Worker in one file, its variables as bindings.
 *
 * @param relay the package's folder
 * @returns the path of a configuration for workerd, until the test is over
 */
export async function workerConfig(
  relay: string,
  env: Readonly<Record<string, string>>,
  port: number,
): Promise<string> {
  const wrangler = await readFile(join(relay, "wrangler.toml"), "utf8");
  const setting = (name: string) => new RegExp(`^${name} = "(.+)"$`, "m").exec(wrangler)?.[1] ?? "";
  const folder = await mkdtemp(join(tmpdir(), "stratify-worker-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await build({
    entryPoints: [join(relay, setting("main"))],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
  });
  const quoted = (text: string) => JSON.stringify(text);
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`,
  );
  const config = join(folder, "config.capnp");
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .relay),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const relay :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "${setting("compatibility_date")}",
  bindings = [${bindings.join(", ")}],
);
`,
  );
  return config;
}
