import { readFileSync } from "node:fs";
import {
  type ClientOptions,
  type Clock,
  createClient,
  imageFromBytes,
  type SourceImage,
  systemClock,
  type Task,
} from "@stratify/core";
import { descriptorOf } from "../sandbox/descriptors.ts";
import { sandboxProviders } from "../sandbox/providers.ts";
import { sandboxServices } from "../sandbox/registry.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SandboxService } from "../sandbox/service.ts";
import type { ServiceCase } from "../sandbox/service-case.ts";
import type { ServiceSites } from "../sandbox/sites.ts";

export const coffee = readFileSync(new URL("../fixtures/photos/coffee.png", import.meta.url));

/** A case of a service, as the suites that hold for all of them run it. */
export interface SuiteCase extends ServiceCase {
  /** The service's id. */
  readonly service: string;
  readonly facts: SandboxService;
  /** The service charges nothing, so no failure may have been charged. */
  readonly free: boolean;
  /** A photograph, handed over as the case does. */
  readonly image: (sandbox: Sandbox) => SourceImage;
}

/** Every case of every service. */
export const serviceCases: readonly SuiteCase[] = sandboxServices.flatMap((facts) =>
  facts.cases.map((each) => ({
    ...each,
    facts,
    service: facts.id,
    free: descriptorOf(facts.id).capabilities.cost.unit === "free",
    image: (sandbox: Sandbox): SourceImage =>
      each.input === "bytes"
        ? imageFromBytes(coffee, "coffee.png")
        : { kind: "url", name: "coffee.png", url: sandbox.imageUrl(coffee, "coffee.png") },
  })),
);

/**
 * The first case that a suite about one kind of case can run.
 *
 * @throws {Error} when no service has one: the suite would prove nothing
 */
export function firstCase(kind: string, is: (each: SuiteCase) => boolean): SuiteCase {
  const found = serviceCases.find(is);
  if (!found) throw new Error(`no service of the sandbox has a case ${kind}`);
  return found;
}

/** A clock on which sleeps pass `speed` times as fast, so that documented waits need not be waited for. */
export function fastClock(speed = 50): Clock {
  const began = Date.now();
  return {
    now: () => began + (Date.now() - began) * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

/** A fast clock that stands still but for sleeps: however busy the machine, nothing is later than it should be. */
export function sleepingClock(): Clock {
  const fast = fastClock();
  let now = Date.now();
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      await fast.sleep(ms, signal);
      now += ms;
    },
  };
}

/** A client of every service, on a fast clock. */
export function sandboxClient(sandbox: ServiceSites, options: Partial<ClientOptions> = {}) {
  return createClient({ providers: sandboxProviders(sandbox), clock: fastClock(), ...options });
}

/** The case's task. A background's id can only be known from the service's catalogue. */
export async function taskOf(
  sandbox: ServiceSites,
  { task, service }: Pick<SuiteCase, "task" | "service">,
): Promise<Task> {
  if (task.task !== "replace-background" || task.background.kind !== "catalogue") return task;
  const [first] = await sandboxClient(sandbox).backgrounds(service);
  if (!first) throw new Error(`the sandbox's catalogue of ${service} is empty`);
  return { task: "replace-background", background: first.background };
}
