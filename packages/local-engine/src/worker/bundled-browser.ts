import { serveBundled } from "./serve-bundled.ts";

declare const self: DedicatedWorkerGlobalScope;

const hear = serveBundled((message, transfer) => self.postMessage(message, transfer));
self.onmessage = (event) => hear(event.data);
// A page hears of exceptions in its workers, but not of rejections.
self.onunhandledrejection = ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
};
