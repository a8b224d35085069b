import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";

/** Runs in a thread of its own, because OpenCV takes over the handlers for uncaught errors of wherever it is. */
const script = `
  const { parentPort } = require("node:worker_threads");
  const cv = require(${JSON.stringify(new URL("../../node_modules/@techstark/opencv-js", import.meta.url).pathname)});
  const [width, height] = [150, 100];
  const data = new Uint8ClampedArray(4 * width * height).map((_, at) =>
    at % 4 === 3 ? 255 : Math.hypot(((at >> 2) % width) - 75, Math.floor((at >> 2) / width) - 50) < 30 ? 210 : (at * 31) % 90);
  // Where a large block finds room tells how much of the memory is taken.
  const room = () => {
    const at = cv._malloc(16 << 20);
    cv._free(at);
    return { at, size: cv.HEAPU8.length };
  };
  cv.onRuntimeInitialized = async () => {
    const { subject } = await import(${JSON.stringify(new URL("../subject/subject.ts", import.meta.url).href)});
    const { background } = await import(${JSON.stringify(new URL("../background/fill.ts", import.meta.url).href)});
    const { openNet } = await import(${JSON.stringify(new URL("../model/open-net.ts", import.meta.url).href)});
    const { readNetFiles } = await import(${JSON.stringify(new URL("../model/read-net-files.ts", import.meta.url).href)});
    const opened = openNet(await readNetFiles());
    const work = async () => {
      await subject({ cv, net: () => opened }, { width, height, data }, () => {});
      await background({ cv, net: () => opened }, { width, height, data }, () => {});
    };
    await work();
    const before = room();
    for (let round = 0; round < 5; round += 1) await work();
    parentPort.postMessage([before, room()]);
  };
`;

it("gives every matrix back: 5 images later, WebAssembly's memory is as it was", async () => {
  const thread = new Worker(script, { eval: true });
  const [before, after] = await new Promise<unknown[]>((resolve, reject) => {
    thread.on("message", resolve);
    thread.on("error", reject);
  });
  await thread.terminate();
  expect(after).toEqual(before);
}, 180_000);
