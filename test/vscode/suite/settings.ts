import { assert } from "chai";
import * as vscode from "vscode";
import { makeFolder, namesIn, putFile } from "./workspace.ts";

describe("The settings of results", () => {
  const settings = () => vscode.workspace.getConfiguration("stratify");
  const set = (name: string, value: string | undefined) =>
    settings().update(name, value, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await set("output.pattern", undefined);
    await set("output.folder", undefined);
  });

  it("name the result and its folder", async () => {
    const folder = await makeFolder("named");
    const photo = await putFile(folder, "cat.png");
    await set("output.pattern", `\${op} of \${name}.png`);
    await set("output.folder", "parts");
    await vscode.commands.executeCommand("stratify.cutOut", photo);
    assert.deepEqual(await namesIn(folder), ["cat.png", "parts"]);
    assert.deepEqual(await namesIn(vscode.Uri.joinPath(folder, "parts")), ["cutout of cat.png"]);
  });
});
