import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { systemClock } from "../http/clock.ts";
import { createWakeableSleep } from "./wakeable-sleep.ts";

const anHour = 3_600_000;

it("ends every sleep when woken", async () => {
  const polling = createWakeableSleep(systemClock);
  const { signal } = new AbortController();
  const sleeps = [polling.sleep(anHour, signal), polling.sleep(anHour, signal)];
  polling.wake();
  await Promise.all(sleeps);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("rejects with the signal's reason when it aborts", async () => {
  const polling = createWakeableSleep(systemClock);
  const controller = new AbortController();
  const sleep = polling.sleep(anHour, controller.signal);
  controller.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});
