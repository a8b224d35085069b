import { readFileSync } from "node:fs";
import {
  aetherforge,
  type ClientOptions,
  type Clock,
  claid,
  createClient,
  figur,
  hitpaw,
  imageFromBytes,
  type Provider,
  type SourceImage,
  systemClock,
  type Task,
} from "@stratify/core";
import type { Operation, Service } from "../sandbox/faults.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

export const coffee = readFileSync(new URL("../fixtures/photos/coffee.png", import.meta.url));

/** One way of using one service, as the suites that hold for all of them run it. */
export interface ServiceCase {
  readonly name: string;
  readonly service: Service;
  readonly task: Task;
  /** What is sent before the paid request. */
  readonly uploads: readonly Operation[];
  /** Whether the job is polled; a synchronous edit is not. */
  readonly polled: boolean;
  readonly image: (sandbox: Sandbox) => SourceImage;
}

const bytes = () => imageFromBytes(coffee, "coffee.png");
const address = (sandbox: Sandbox): SourceImage => ({
  kind: "url",
  name: "coffee.png",
  url: sandbox.imageUrl(coffee, "coffee.png"),
});

export const serviceCases: readonly ServiceCase[] = [
  {
    name: "aetherforge",
    service: "aetherforge",
    task: { task: "split", keywords: ["cup"] },
    uploads: [],
    polled: true,
    image: bytes,
  },
  {
    name: "claid by address",
    service: "claid",
    task: { task: "cutout" },
    uploads: [],
    polled: true,
    image: address,
  },
  {
    name: "claid by upload",
    service: "claid",
    task: { task: "split", keywords: ["cup"] },
    uploads: [],
    polled: false,
    image: bytes,
  },
  {
    name: "figur",
    service: "figur",
    task: { task: "replace-background", background: { kind: "catalogue", id: "" } },
    uploads: ["upload"],
    polled: true,
    image: bytes,
  },
  {
    name: "hitpaw by upload",
    service: "hitpaw",
    task: { task: "cutout" },
    uploads: ["presign", "put"],
    polled: true,
    image: bytes,
  },
  {
    name: "hitpaw by address",
    service: "hitpaw",
    task: { task: "cutout" },
    uploads: [],
    polled: true,
    image: address,
  },
];

/** Where the four services are and what opens them: all of a sandbox that another thread or process needs. */
export type ServiceSites = Pick<Sandbox, Service>;

/** The four providers, pointed at the sandbox. */
export function sandboxProviders(sandbox: ServiceSites): readonly Provider[] {
  return [
    aetherforge(sandbox.aetherforge),
    claid(sandbox.claid),
    figur({ ...sandbox.figur, outputPreset: "portrait" }),
    hitpaw(sandbox.hitpaw),
  ];
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

/** A client of all four, on a fast clock. */
export function sandboxClient(sandbox: ServiceSites, options: Partial<ClientOptions> = {}) {
  return createClient({ providers: sandboxProviders(sandbox), clock: fastClock(), ...options });
}

/** A catalogue background's id can only be known from the catalogue. */
export async function taskOf(sandbox: ServiceSites, { task }: ServiceCase): Promise<Task> {
  if (task.task !== "replace-background") return task;
  const [first] = await sandboxClient(sandbox).backgrounds("figur");
  if (!first) throw new Error("the sandbox has an empty catalogue");
  return { task: "replace-background", background: { kind: "catalogue", id: first.id } };
}
