import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Mask, Pixels } from "@stratify/imaging";
import { openNet } from "../../../packages/local-engine/src/model/open-net.ts";
import { readNetFiles } from "../../../packages/local-engine/src/model/read-net-files.ts";
import type { SaliencyNet } from "../../../packages/local-engine/src/model/saliency-net.ts";
import type { OpenCv } from "../../../packages/local-engine/src/pixels/open-cv.ts";
import { subject } from "../../../packages/local-engine/src/subject/subject.ts";
import { initialised } from "../../../packages/local-engine/src/worker/initialised.ts";
import { netAlone } from "./net-alone.ts";
import { plainGrabCut } from "./plain-grab-cut.ts";

/** An image to be cut: by the engine, by plain GrabCut, or by the net without anything else. */
export interface CutRequest {
  readonly by: "engine" | "grabcut" | "net";
  readonly image: Pixels;
}

/** The mask at the image's size, and what it took inside the worker. */
export interface CutAnswer {
  readonly mask: Mask;
  /** Milliseconds that the processor worked on it, which a busy machine changes little. */
  readonly cpu: number;
  /** Milliseconds that the processor worked to open the net. */
  readonly load: number;
}

const fromEngine = createRequire(new URL("../../../packages/local-engine/package.json", import.meta.url));
const starting = initialised(fromEngine("@techstark/opencv-js"));
let opening: Promise<SaliencyNet> | undefined;
let load = 0;

parentPort?.on("message", async ({ by, image }: CutRequest) => {
  const { cv } = await starting;
  await net();
  const before = process.threadCpuUsage();
  const mask = await cut(by, cv, image);
  parentPort?.postMessage({ mask, cpu: since(before), load } satisfies CutAnswer);
});

function cut(by: CutRequest["by"], cv: OpenCv, image: Pixels): Mask | Promise<Mask> {
  if (by === "grabcut") return plainGrabCut(cv, image);
  if (by === "net") return net().then((opened) => netAlone(opened, image));
  return subject({ cv, net }, image, () => {});
}

/** One thread: what every host has, and what the time of this thread tells of. */
function net(): Promise<SaliencyNet> {
  opening ??= open();
  return opening;
}

async function open(): Promise<SaliencyNet> {
  const before = process.threadCpuUsage();
  const opened = await openNet({ ...(await readNetFiles()), threads: 1 });
  load = since(before);
  return opened;
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
