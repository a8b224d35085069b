/**
 * The page around the plugin's window, as Figma is: holds it in a frame without an origin, and carries messages between
 * it and the main code, which runs in the server of this page.
 */
import { frameReader, packMessage, unpackMessage } from "./frames.ts";

const frame = document.querySelector("iframe");

addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
  if (source !== frame?.contentWindow || typeof data !== "object" || data === null) return;
  if ("pluginMessage" in data) send(data.pluginMessage);
});

/** In order: the next one leaves when the one before has arrived. */
let sending: Promise<unknown> = Promise.resolve();
function send(message: unknown): void {
  sending = sending.then(() => fetch("/up", { method: "POST", body: new Blob([packMessage(message)]) }));
}

const read = frameReader((message) => {
  frame?.contentWindow?.postMessage({ pluginMessage: unpackMessage(message), pluginId: "stratify" }, "*");
});
const { body } = await fetch("/down");
// The window is loaded when somebody listens to it: Figma too keeps what was sent before.
if (frame) frame.src = "/window";
const reader = body?.getReader();
for (let part = await reader?.read(); part?.value; part = await reader?.read()) read(part.value);
