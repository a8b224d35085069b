import { isToPage } from "../protocol.ts";
import { showPage } from "./page.ts";
import { restoredState } from "./view-state.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  const { shown, strings } = data;
  const first = restoredState(editor.getState(), shown);
  showPage(document.body, shown, strings, first, {
    post: (message) => editor.postMessage(message),
    keep: (state) => editor.setState(state),
  });
  editor.setState(first);
});
editor.postMessage({ type: "ready" });
