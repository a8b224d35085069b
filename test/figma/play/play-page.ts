/** The canvas and the menu around the window: nodes are selected by a click, more of them with Shift. */
import type { ShownNode } from "./play-file.ts";

const canvas = document.querySelector("#canvas");
let chosen = new Set<string>();
let seen = "";

async function post(path: string, body: unknown): Promise<void> {
  await fetch(path, { method: "POST", body: JSON.stringify(body) });
}

async function draw(): Promise<void> {
  const text = await (await fetch("/nodes")).text();
  if (text === seen) return;
  seen = text;
  const shown: { readonly chosen: readonly string[]; readonly nodes: readonly ShownNode[] } =
    JSON.parse(text);
  chosen = new Set(shown.chosen);
  const { nodes } = shown;
  canvas?.replaceChildren(
    ...nodes.map(({ id, name, x, y, width, height, picture }) => {
      const image = document.createElement("img");
      image.src = `data:image/png;base64,${picture}`;
      image.alt = name;
      image.title = name;
      image.className = chosen.has(id) ? "chosen" : "";
      image.style.cssText = `left:${x + 40}px;top:${y + 40}px;width:${width}px;height:${height}px`;
      image.addEventListener("click", (event) => select(id, event.shiftKey));
      return image;
    }),
  );
}

async function select(id: string, more: boolean): Promise<void> {
  const had = chosen.has(id);
  if (!more) chosen.clear();
  if (had) chosen.delete(id);
  else chosen.add(id);
  await post("/select", [...chosen]);
  await draw();
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-command]"))
  button.addEventListener("click", async () => {
    await post("/run", button.dataset.command);
    location.reload();
  });
document.querySelector("#undo")?.addEventListener("click", () => void post("/undo", {}));
await draw();
setInterval(draw, 1000);
