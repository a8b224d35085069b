import cv from "@techstark/opencv-js";
import { initialised } from "./initialised.ts";
import { serve } from "./serve.ts";

declare const self: DedicatedWorkerGlobalScope;

// A host bundles this file as its worker's script. The worker itself starts with the first piece of work.
const handle = serve(initialised(cv), (reply, transfer) => self.postMessage(reply, transfer));
self.onmessage = (event) => handle(event.data);
// A page hears of exceptions in its workers, but not of rejections, such as OpenCV refused by a security policy.
self.onunhandledrejection = ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
};
