import { memoryHistory, systemClock } from "@stratify/core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Latency } from "../sandbox/knobs.ts";
import { startSandbox } from "../sandbox/sandbox.ts";
import { fastClock, firstCase, sandboxClient, serviceCases, taskOf } from "./services.ts";

async function open(latency: Latency) {
  const sandbox = await startSandbox({ results: "tiny", latency });
  onTestFinished(() => sandbox.close());
  const times = (operation: string) =>
    sandbox.requests.filter((request) => request.operation === operation).map(({ at }) => at);
  return { sandbox, times };
}

describe.each(serviceCases.filter(({ polled }) => polled))("$name", (service) => {
  it("polls as often as is documented when it is woken all the time, and no sooner", async () => {
    const { sandbox, times } = await open({ polls: 3 });
    const task = await taskOf(sandbox, service);
    const client = sandboxClient(sandbox, { clock: systemClock });
    const min = client.providers.find(({ id }) => id === service.service)?.capabilities.cadence.min ?? 0;
    const waking = setInterval(() => client.wake(), 20);
    onTestFinished(() => clearInterval(waking));
    const { layers } = await client.run(task, service.image(sandbox), { provider: service.service });
    expect(layers.length).toBeGreaterThan(0);
    const [submitted = 0] = times("submit");
    const moments = [submitted, ...times("status")];
    expect(moments).toHaveLength(4);
    for (const [index, at] of moments.slice(1).entries()) {
      const gap = at - (moments[index] ?? 0);
      expect(gap).toBeGreaterThanOrEqual(min - 1);
      expect(gap).toBeLessThan(min + 500);
    }
  });
});

it("learns how long jobs take: then polls first when the quickest of them end, and far less often", async () => {
  const latency = 600;
  const speed = 20;
  const { sandbox, times } = await open(latency);
  const keywords = ["cup", "spoon", "plate", "table", "foam"];
  const service = firstCase(
    "that splits and is polled",
    ({ task, polled }) => task.task === "split" && polled,
  );
  const image = service.image(sandbox);
  const at = { provider: service.service };

  const learning = memoryHistory();
  const first = sandboxClient(sandbox, { clock: fastClock(speed), history: learning, concurrency: 5 });
  const unlearned = await first.run({ task: "split", keywords }, image, at);
  for (const { polls } of unlearned.jobs) expect(polls).toBeGreaterThanOrEqual(4);

  // As a host keeps it between sessions.
  const saved = JSON.parse(JSON.stringify(learning));
  sandbox.requests.length = 0;
  const later = sandboxClient(sandbox, { clock: fastClock(speed), history: memoryHistory(saved) });
  const learned = await later.run({ task: "split", keywords: ["cup"] }, image, at);
  expect(learned.layers.length).toBeGreaterThan(0);
  expect(learned.jobs[0]?.polls).toBeLessThanOrEqual(3);
  const [submitted = 0] = times("submit");
  const [polled = 0] = times("status");
  expect(polled - submitted).toBeGreaterThan(0.8 * latency);
});
