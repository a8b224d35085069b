import { build } from "esbuild";
import { expect, it } from "vitest";
import { openFile } from "../fake/open-file.ts";
import { runPlugin } from "./run-plugin.ts";

const fetch = () => Promise.reject(new Error("nothing is served here"));

async function run(code: string, patience?: number) {
  const file = openFile();
  const plugin = await runPlugin(code, {
    figma: file.figma,
    html: "<p>",
    fetch,
    ...(patience && { patience }),
  });
  return { ...file, plugin };
}

const bundle = async (code: string, format: "iife" | "esm") => {
  const { outputFiles } = await build({ stdin: { contents: code }, format, target: "es2020", write: false });
  return outputFiles[0]?.text ?? "";
};

it("has Figma's globals, the language's own, and no others", async () => {
  const own = await run("console.log(Object.getOwnPropertyNames(globalThis).join())");
  const names = new Set(own.plugin.lines[0]?.split(","));
  for (const name of [
    "figma",
    "__html__",
    "__uiFiles__",
    "console",
    "fetch",
    "setTimeout",
    "clearTimeout",
    "setInterval",
    "clearInterval",
  ])
    expect(names).toContain(name);
  for (const name of [
    ..."TextEncoder TextDecoder URL URLSearchParams AbortController Blob File FormData Headers WebSocket".split(
      " ",
    ),
    ..."XMLHttpRequest atob btoa crypto document window self Worker Intl WebAssembly".split(" "),
    ..."process Buffer require module guest host ask".split(" "),
  ])
    expect(names).not.toContain(name);
  own.plugin.end();
});

it("ends a bundle that counts on TextEncoder", async () => {
  await expect(run(await bundle("new TextEncoder().encode('x')", "iife"))).rejects.toThrow(
    "'TextEncoder' is not defined",
  );
});

it("ends a bundle that was left a module", async () => {
  await expect(run(await bundle("export const answer = 42", "esm"))).rejects.toThrow(/export|token/i);
});

it("ends code that holds the engine", async () => {
  await expect(run("for (;;);", 100)).rejects.toThrow("interrupted");
});

it("gives objects that behave as Figma's", async () => {
  const { plugin, figma } = await run(`
    const node = figma.createRectangle();
    node.name = "made";
    node.resize(30, 20);
    const frozen = Object.isFrozen(node.fills);
    console.log(node.parent === figma.currentPage, frozen, "x" in node, "children" in node, typeof figma.mixed);
    for (const act of [() => node.nothing, () => { node.nothing = 1 }, () => { node.absoluteTransform = 1 }, () => node.resize(0, 0)]) {
      try { act() } catch (error) { console.log(error instanceof Error, error.message) }
    }
    (async () => {
      const image = figma.createImage(await node.exportAsync());
      const size = await image.getSizeAsync();
      console.log(size.width, size.height, (await image.getBytesAsync()) instanceof Uint8Array);
      try { await fetch("x") } catch (error) { console.log(error.message) }
      setTimeout(() => console.log("later"), 1);
    })();
  `);
  await expect.poll(() => plugin.lines.at(-1)).toBe("later");
  expect(plugin.lines).toEqual([
    "true true true false symbol",
    "true no such property 'nothing'",
    "true no such property 'nothing'",
    "true in set_absoluteTransform: the property is read-only",
    "true in resize: width and height must be at least 0.01",
    "30 20 true",
    "nothing is served here",
    "later",
  ]);
  expect(figma.currentPage.children[0]?.name).toBe("made");
  plugin.end();
});

it("hears events and messages, and stops hearing them", async () => {
  const { plugin, figma, user } = await run(`
    const heard = () => console.log("chosen");
    figma.on("run", ({ command, parameters }) => console.log(command, parameters.keywords));
    figma.on("selectionchange", heard);
    figma.showUI(__html__);
    figma.ui.onmessage = (message) => { figma.off("selectionchange", heard); figma.ui.postMessage({ got: message.bytes }); };
  `);
  user.run("split", { keywords: "shoe" });
  user.select();
  const bytes = new Promise((resolve) => figma.ui.listen(resolve));
  figma.ui.send({ bytes: Uint8Array.from([1, 2]) });
  expect(await bytes).toEqual({ got: Uint8Array.from([1, 2]) });
  user.select();
  expect(plugin.lines).toEqual(["split shoe", "chosen"]);
  plugin.end();
});
