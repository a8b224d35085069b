import type { TaskKind } from "@stratify/core";
import type { Environment } from "@stratify/core/service-environment";

/** What the relay reads from its environment. */
export interface Settings {
  readonly port: number;
  /** Addresses to listen on. */
  readonly hosts: readonly string[];
  readonly tokens: readonly { readonly name: string; readonly token: string }[];
  readonly secrets: readonly string[];
  readonly tasks?: readonly TaskKind[];
  readonly requestsPerMinute?: number;
  readonly costPerDay: Readonly<Record<string, number>>;
  readonly engine: boolean;
  readonly onlyInstance: boolean;
  readonly allowPrivateAddresses: boolean;
}

const taskKinds: readonly TaskKind[] = ["split", "cutout", "replace-background"];

/** @throws {TypeError} naming the variable and what is wrong with it */
export function readSettings(env: Environment): Settings {
  const list = (name: string) =>
    (env[name] ?? "")
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean);
  const number = (name: string, least: number, most: number) => {
    const value = env[name] ? Number(env[name]) : undefined;
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
    throw new TypeError(`${name} is a whole number from ${least} to ${most}, not "${env[name]}"`);
  };
  const flag = (name: string, usual: boolean) => {
    const value = env[name] || (usual ? "1" : "0");
    if (value === "1" || value === "0") return value === "1";
    throw new TypeError(`${name} is 1 or 0, not "${value}"`);
  };
  const tasks = list("RELAY_TASKS").map((word) => {
    const task = taskKinds.find((kind) => kind === word);
    if (task) return task;
    throw new TypeError(`RELAY_TASKS lists ${taskKinds.join(", ")}, not "${word}"`);
  });
  const requestsPerMinute = number("RELAY_REQUESTS_PER_MINUTE", 1, 1_000_000);
  const hosts = list("RELAY_HOST");
  return {
    port: number("RELAY_PORT", 0, 65_535) ?? 4020,
    hosts: hosts.length > 0 ? hosts : ["127.0.0.1", "::1"],
    tokens: list("RELAY_TOKENS").map(tokenOf),
    secrets: list("RELAY_SECRETS"),
    ...(tasks.length > 0 && { tasks }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    costPerDay: Object.fromEntries(list("RELAY_COST_PER_DAY").map(limitOf)),
    engine: flag("RELAY_ENGINE", true),
    onlyInstance: flag("RELAY_ONLY_INSTANCE", true),
    allowPrivateAddresses: flag("RELAY_ALLOW_PRIVATE_ADDRESSES", false),
  };
}

/** A token alone, or with a name before it. */
function tokenOf(entry: string, index: number) {
  const [, name = `token ${index + 1}`, token = ""] = /^(?:([\w .@-]+):)?(.+)$/.exec(entry) ?? [];
  return { name, token };
}

function limitOf(entry: string): [provider: string, amount: number] {
  const [, provider, amount] = /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(entry) ?? [];
  if (provider !== undefined) return [provider, Number(amount)];
  throw new TypeError(`RELAY_COST_PER_DAY is a list of PROVIDER=AMOUNT, not "${entry}"`);
}
