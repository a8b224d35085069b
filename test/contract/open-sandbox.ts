import { imageFromBytes } from "@stratify/core";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";

/** A sandbox for one test, closed when the test is over. Every result is one tiny picture unless asked otherwise. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ results: "tiny", latency: { polls: 2 }, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A PNG of one pixel: enough of a picture for services that are not asked to look at it. */
export const tinyPng = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  ),
);

export const desk = imageFromBytes(tinyPng, "desk.png");
