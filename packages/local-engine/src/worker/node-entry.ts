import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { initialised } from "./initialised.ts";
import { serve } from "./serve.ts";

// OpenCV answers every uncaught exception of its thread with one of its own: it is loaded here and nowhere else.
const require = createRequire(import.meta.url);
const handle = serve(initialised(require("@techstark/opencv-js")), (reply, transfer) => {
  parentPort?.postMessage(reply, transfer);
});
parentPort?.on("message", handle);
