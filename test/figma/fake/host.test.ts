import { encodePng } from "@stratify/imaging";
import { describe, expect, it } from "vitest";
import { localServer } from "../../support/local-server.ts";
import { gif, noise } from "../pictures.ts";
import { createFakeFetch } from "./host/fake-fetch.ts";
import { openFile } from "./open-file.ts";
import { World } from "./world.ts";

describe("images", () => {
  it("are PNG, JPEG or GIF of at most 4096 pixels a side", async () => {
    const { figma } = openFile();
    const png = await encodePng(noise(4096, 1));
    const image = figma.createImage(png);
    expect(await image.getSizeAsync()).toEqual({ width: 4096, height: 1 });
    expect(await figma.getImageByHash(image.hash)?.getBytesAsync()).toEqual(png);
    expect(figma.createImage(png).hash).toBe(image.hash);
    expect(await figma.createImage(gif(3, 2)).getSizeAsync()).toEqual({ width: 3, height: 2 });
    expect(() => figma.createImage(gif(4097, 2))).toThrow("4096");
    const tall = await encodePng(noise(1, 4097));
    expect(() => figma.createImage(tall)).toThrow("4096");
    expect(() => figma.createImage(Uint8Array.from([1, 2, 3]))).toThrow("unsupported");
    const webp = new TextEncoder().encode("RIFF....WEBPVP8 ................");
    expect(() => figma.createImage(webp)).toThrow("unsupported");
  });

  it("fill nothing unless the document has them, and are cropped or turned, not both", () => {
    const { figma } = openFile();
    const node = figma.createRectangle();
    const { hash } = figma.createImage(gif(3, 2));
    const fill = { type: "IMAGE", scaleMode: "CROP", imageHash: hash } as const;
    expect(() => {
      node.fills = [{ ...fill, imageHash: "0" }];
    }).toThrow("no image");
    expect(() => {
      node.fills = [{ ...fill, rotation: 90 }];
    }).toThrow("no rotation");
    expect(() => {
      node.fills = [{ ...fill, scaleMode: "FILL", rotation: 45 }];
    }).toThrow("90 degrees");
  });

  it("come from no address that the manifest does not allow, localhost least of all", async () => {
    const { figma } = openFile();
    await expect(figma.createImageAsync("http://localhost:4000/x.png")).rejects.toThrow("allowedDomains");
  });
});

describe("messages", () => {
  it.each([
    ["a Blob", new Blob([])],
    ["an ArrayBuffer", new ArrayBuffer(4)],
    ["another typed array", new Float32Array(1)],
    ["a Map", new Map()],
    ["a function", () => {}],
  ])("can't hold %s", (_, value) => {
    const { figma } = openFile();
    figma.showUI("");
    expect(() => figma.ui.postMessage({ deep: [value] })).toThrow("message.deep[0]");
    expect(() => figma.ui.send(value)).toThrow("can't hold");
  });

  it("are copied, and wait for the window to listen", async () => {
    const { figma } = openFile();
    figma.showUI("");
    const bytes = Uint8Array.from([1]);
    figma.ui.postMessage({ bytes });
    bytes[0] = 2;
    const seen: unknown[] = [];
    figma.ui.listen((message) => seen.push(message));
    expect(seen).toEqual([{ bytes: Uint8Array.from([1]) }]);
  });

  it("need a window", () => {
    const { figma } = openFile();
    expect(() => figma.ui.postMessage(1)).toThrow("showUI first");
    figma.showUI("");
    expect(() => figma.ui.resize(69, 10)).toThrow("at least 70");
  });
});

describe("the rest of the API", () => {
  it("refuses what dynamic-page forbids", async () => {
    const { figma, pages } = openFile();
    expect(() => figma.getNodeById()).toThrow("dynamic-page");
    expect(() => {
      figma.currentPage = pages[1];
    }).toThrow("dynamic-page");
    await figma.setCurrentPageAsync(pages[1]);
    expect(figma.currentPage).toBe(pages[1]);
    expect(await figma.getNodeByIdAsync("9:9")).toBeNull();
  });

  it("is dead after closePlugin, images and nodes too", async () => {
    const { figma } = openFile();
    const node = figma.createRectangle();
    const image = figma.createImage(gif(1, 1));
    figma.closePlugin();
    expect(() => figma.currentPage).toThrow("closed");
    expect(() => node.name).toThrow("closed");
    await expect(image.getBytesAsync()).rejects.toThrow("closed");
    await expect(figma.clientStorage.getAsync("key")).rejects.toThrow("closed");
  });

  it("cuts notices to 100 characters", () => {
    const { figma, notices } = openFile();
    figma.notify("x".repeat(120));
    expect(notices[0]?.text).toHaveLength(100);
  });

  it("keeps five megabytes for the plugin", async () => {
    const { figma } = openFile();
    await figma.clientStorage.setAsync("bytes", new Uint8Array(4_900_000));
    await expect(figma.clientStorage.setAsync("more", "x".repeat(200_000))).rejects.toThrow("5 MB");
    await figma.clientStorage.deleteAsync("bytes");
    await figma.clientStorage.setAsync("more", { deep: ["x"] });
    expect(await figma.clientStorage.getAsync("more")).toEqual({ deep: ["x"] });
    expect(await figma.clientStorage.keysAsync()).toEqual(["more"]);
  });

  it("takes back in one step what was done between two commits", () => {
    const { figma, user, steps, text } = openFile();
    const node = user.change(() => figma.createRectangle());
    const before = text();
    const made = figma.createFrame();
    made.appendChild(figma.createRectangle());
    node.name = "changed";
    figma.commitUndo();
    expect(steps()).toBe(2);
    user.undo();
    expect([made.removed, node.name]).toEqual([true, "Rectangle"]);
    expect(text()).toBe(before);
  });

  it("makes a step of what a closing plugin left", () => {
    const { figma, user, steps } = openFile();
    figma.createRectangle();
    user.closePlugin();
    expect(steps()).toBe(1);
  });
});

describe("fetch", () => {
  it("refuses keys that it does not know, and services that answer only some origins", async () => {
    const { origin } = await localServer((response, { path }) => {
      if (path === "/open") response.setHeader("access-control-allow-origin", "*");
      response.end("hello");
    });
    const fetch = createFakeFetch(new World());
    const answer = await fetch(`${origin}/open`);
    expect([answer.ok, await answer.text()]).toEqual([true, "hello"]);
    await expect(fetch(`${origin}/closed`)).rejects.toEqual({ message: "Failed to fetch" });
    await expect(fetch(origin, { signal: null })).rejects.toMatchObject({
      message: expect.stringContaining("signal"),
    });
    await expect(fetch(origin, { method: "POST", body: new Blob([]) })).rejects.toMatchObject({
      message: expect.stringContaining("Uint8Array"),
    });
  });
});
