import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { HostLine } from "@stratify/imaging";
import { loadWasm } from "@stratify/imaging/node";
import { openNet } from "../model/open-net.ts";
import { readNetFiles } from "../model/read-net-files.ts";
import { initialised } from "./initialised.ts";
import { servePixels } from "./serve-pixels.ts";

// OpenCV answers every uncaught exception of its thread with one of its own: it is loaded here and nowhere else.
const require = createRequire(import.meta.url);
const host = new HostLine((message, transfer) => parentPort?.postMessage(message, transfer));
const hear = servePixels(host, {
  loadWasm,
  startOpenCv: () => initialised(require("@techstark/opencv-js")),
  openNet: async () => openNet(await readNetFiles()),
});
parentPort?.on("message", hear);
