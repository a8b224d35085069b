import { mostThreads } from "../model/open-net.ts";
import type { ComputeThread } from "./compute-threads.ts";
import { runThread, serveBundled, threadMark } from "./serve-bundled.ts";

declare const self: DedicatedWorkerGlobalScope;

// A page hears of exceptions in its workers, but not of rejections.
self.onunhandledrejection = ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
};

if (self.name === threadMark) {
  void runThread().then(() => self.postMessage("ready"));
} else {
  const hear = serveBundled({
    post: (message, transfer) => self.postMessage(message, transfer),
    // Memory is shared between threads in isolated pages alone.
    threads: self.crossOriginIsolated ? Math.min(mostThreads, navigator.hardwareConcurrency) : 1,
    startThread,
  });
  self.onmessage = (event) => hear(event.data);
}

function startThread(): Promise<ComputeThread> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(self.location.href, { name: threadMark });
    thread.onmessage = () => resolve(thread);
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
  });
}
