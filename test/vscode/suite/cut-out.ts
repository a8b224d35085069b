import { assert } from "chai";
import * as vscode from "vscode";
import { makeFolder, namesIn, putFile } from "./workspace.ts";

const cutOut = "stratify.cutOut";
const isPng = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(1, 4)) === "PNG";

describe("Cut Out Subject with the engine", () => {
  it("writes a PNG beside the photograph", async () => {
    const folder = await makeFolder("cut-out");
    const photo = await putFile(folder, "cat.png");
    await vscode.commands.executeCommand(cutOut, photo);
    assert.deepEqual(await namesIn(folder), ["cat.cutout.png", "cat.png"]);
    const result = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "cat.cutout.png"));
    assert.isTrue(isPng(result));
  });

  it("overwrites nothing", async () => {
    const folder = await makeFolder("taken");
    const photo = await putFile(folder, "cat.png");
    const taken = await putFile(folder, "cat.cutout.png", new TextEncoder().encode("mine"));
    await vscode.commands.executeCommand(cutOut, photo);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(taken)), "mine");
    assert.deepEqual(await namesIn(folder), ["cat.cutout-2.png", "cat.cutout.png", "cat.png"]);
  });

  it("works on each image of a selection, and passes over what is none", async () => {
    const folder = await makeFolder("mixed");
    const first = await putFile(folder, "one.png");
    const second = await putFile(folder, "TWO.PNG");
    const note = await putFile(folder, "note.txt", new TextEncoder().encode("note"));
    await vscode.commands.executeCommand(cutOut, first, [first, note, second]);
    assert.deepEqual(await namesIn(folder), [
      "TWO.PNG",
      "TWO.cutout.png",
      "note.txt",
      "one.cutout.png",
      "one.png",
    ]);
  });

  it("writes nothing for a text that is called .png, and says why", async () => {
    const folder = await makeFolder("text");
    const text = await putFile(folder, "text.png", new TextEncoder().encode("Dear diary"));
    const outcomes: { state: string; error: string }[] = await vscode.commands.executeCommand(cutOut, text);
    assert.deepEqual(await namesIn(folder), ["text.png"]);
    assert.equal(outcomes[0]?.state, "failed");
    assert.match(outcomes[0]?.error ?? "", /text\.png/);
  });
});

describe("Extract Mask with the engine", () => {
  it("writes the mask beside the photograph", async () => {
    const folder = await makeFolder("mask");
    const photo = await putFile(folder, "cat.png");
    await vscode.commands.executeCommand("stratify.extractMask", photo);
    assert.deepEqual(await namesIn(folder), ["cat.mask.png", "cat.png"]);
  });
});
