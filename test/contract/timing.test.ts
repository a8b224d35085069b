import { memoryHistory, systemClock } from "@stratify/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../sandbox/sandbox.ts";
import { fastClock, firstCase, sandboxClient, serviceCases, taskOf } from "./services.ts";

async function open(latency: number) {
  const sandbox = await startSandbox({ results: "tiny", latency });
  onTestFinished(() => sandbox.close());
  const times = (operation: string) =>
    sandbox.requests.filter((request) => request.operation === operation).map(({ at }) => at);
  return { sandbox, times };
}

describe.each(serviceCases.filter(({ polled }) => polled))("$name", (service) => {
  it("polls at once when it is woken, instead of seconds later", async () => {
    const { sandbox, times } = await open(0);
    const task = await taskOf(sandbox, service);
    const client = sandboxClient(sandbox, { clock: systemClock });
    const running = client.run(task, service.image(sandbox), { provider: service.service });
    await expect.poll(() => times("submit").length, { interval: 5 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(times("status")).toEqual([]);
    const woken = performance.now();
    client.wake();
    const { layers } = await running;
    expect(layers.length).toBeGreaterThan(0);
    expect(performance.now() - woken).toBeLessThan(500);
    expect(times("status")).toHaveLength(1);
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
  const kind = `${service.service}/split`;

  const learning = memoryHistory();
  const first = sandboxClient(sandbox, { clock: fastClock(speed), history: learning, concurrency: 5 });
  const unlearned = await first.run({ task: "split", keywords }, image, at);
  for (const { polls } of unlearned.jobs) expect(polls).toBeGreaterThanOrEqual(4);

  // As a host keeps it between sessions.
  const saved = JSON.parse(JSON.stringify({ [kind]: learning.durations(kind) }));
  sandbox.requests.length = 0;
  const later = sandboxClient(sandbox, { clock: fastClock(speed), history: memoryHistory(saved) });
  const learned = await later.run({ task: "split", keywords: ["cup"] }, image, at);
  expect(learned.layers.length).toBeGreaterThan(0);
  expect(learned.jobs[0]?.polls).toBeLessThanOrEqual(3);
  const [submitted = 0] = times("submit");
  const [polled = 0] = times("status");
  expect(polled - submitted).toBeGreaterThan(0.8 * latency);
});
