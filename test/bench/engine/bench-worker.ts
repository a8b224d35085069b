import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Mask, Pixels } from "@stratify/imaging";
import { scaleMask, shrink } from "../../../packages/local-engine/src/vision/resample.ts";
import { subject, working } from "../../../packages/local-engine/src/vision/subject.ts";
import { initialised } from "../../../packages/local-engine/src/worker/initialised.ts";
import { plainGrabCut } from "./plain-grab-cut.ts";

/** A picture to be cut: by the engine, or by plain GrabCut at the engine's working size or at the picture's own. */
export interface CutRequest {
  readonly by: "engine" | "plain small" | "plain full";
  readonly image: Pixels;
}

/** The mask at the picture's size, and the milliseconds that it took inside the worker. */
export interface CutAnswer {
  readonly mask: Mask;
  readonly took: number;
}

const fromEngine = createRequire(new URL("../../../packages/local-engine/package.json", import.meta.url));
const starting = initialised(fromEngine("@techstark/opencv-js"));

parentPort?.on("message", async ({ by, image }: CutRequest) => {
  const { cv } = await starting;
  const from = performance.now();
  const mask = { engine, "plain small": small, "plain full": plainGrabCut }[by](cv, image);
  parentPort?.postMessage({ mask, took: performance.now() - from } satisfies CutAnswer);
});

type Cut = typeof plainGrabCut;

function engine(...[cv, image]: Parameters<Cut>): Mask {
  return subject(cv, image, () => {});
}

function small(...[cv, image]: Parameters<Cut>): Mask {
  return scaleMask(plainGrabCut(cv, shrink(image, working)), image.width, image.height);
}
