import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Mask, Pixels } from "@stratify/imaging";
import { openNet } from "../../../packages/local-engine/src/model/open-net.ts";
import { readNetFiles } from "../../../packages/local-engine/src/model/read-net-files.ts";
import type { SaliencyNet } from "../../../packages/local-engine/src/model/saliency-net.ts";
import type { OpenCv } from "../../../packages/local-engine/src/pixels/open-cv.ts";
import { scaleMask, shrink } from "../../../packages/local-engine/src/pixels/resample.ts";
import { type Effort, subject, usual } from "../../../packages/local-engine/src/subject/subject.ts";
import { initialised } from "../../../packages/local-engine/src/worker/initialised.ts";
import { plainGrabCut } from "./plain-grab-cut.ts";

/** A picture to be cut: by the engine, or by plain GrabCut at the engine's working size or at the picture's own. */
export interface CutRequest {
  readonly by: "engine" | "plain small" | "plain full";
  readonly image: Pixels;
  /** How much work the engine puts in. @default what it usually does */
  readonly effort?: Effort | undefined;
}

/** The mask at the picture's size, and what it took inside the worker. */
export interface CutAnswer {
  readonly mask: Mask;
  /** Milliseconds until it was there. */
  readonly wall: number;
  /** Milliseconds that the processor worked on it, which a busy machine changes little. */
  readonly cpu: number;
}

const fromEngine = createRequire(new URL("../../../packages/local-engine/package.json", import.meta.url));
const starting = initialised(fromEngine("@techstark/opencv-js"));

parentPort?.on("message", async ({ by, image, effort }: CutRequest) => {
  const { cv } = await starting;
  const [from, before] = [performance.now(), process.threadCpuUsage()];
  const mask = await { engine, "plain small": small, "plain full": plainGrabCut }[by](cv, image, effort);
  const wall = performance.now() - from;
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage({ mask, wall, cpu: (user + system) / 1000 } satisfies CutAnswer);
});

let net: Promise<SaliencyNet> | undefined;

function engine(cv: OpenCv, image: Pixels, effort = usual): Promise<Mask> {
  const opened = async () => {
    net ??= readNetFiles().then(openNet);
    return net;
  };
  return subject({ cv, net: opened }, image, () => {}, effort);
}

function small(cv: OpenCv, image: Pixels, { working } = usual): Mask {
  return scaleMask(plainGrabCut(cv, shrink(image, working)), image.width, image.height);
}
