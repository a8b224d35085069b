import { serveBundled } from "./serve-bundled.ts";

// A `.js` file is CommonJS or a module by the folder that a host puts it in: this works as both.
const { parentPort } = process.getBuiltinModule("node:worker_threads");
const hear = serveBundled((message, transfer) => parentPort?.postMessage(message, transfer));
parentPort?.on("message", hear);
