import { assert } from "chai";
import * as vscode from "vscode";
import { makeFolder, namesIn, putFile } from "./workspace.ts";

/** Calls a tool as an agent does; VS Code answers its question with yes while a suite runs. */
function invoke(name: string, input: object): Thenable<vscode.LanguageModelToolResult> {
  return vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
}

function textOf({ content }: vscode.LanguageModelToolResult): string {
  return content
    .flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : []))
    .join("\n");
}

/** Why a call was refused. */
async function refusalOf(call: Thenable<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return String(error);
  }
  return assert.fail("the tool should have thrown");
}

describe("The tools of agents", () => {
  it("are known to VS Code", () => {
    const names = vscode.lm.tools.map(({ name }) => name);
    assert.includeMembers(names, ["stratify_split_image", "stratify_cut_out_subject"]);
  });

  it("cut a subject out, tell where it is, and show it", async () => {
    const folder = await makeFolder("tool");
    await putFile(folder, "cat.png");
    const result = await invoke("stratify_cut_out_subject", { paths: ["tool/cat.png"] });
    assert.include(textOf(result), "tool/cat.cutout.png");
    const picture = result.content.find((part) => part instanceof vscode.LanguageModelDataPart);
    assert.deepEqual(
      picture?.data,
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "cat.cutout.png")),
    );
  });

  it("work once on an image that is named three times", async () => {
    const folder = await makeFolder("tool-twice");
    await putFile(folder, "cat.png");
    const paths = ["tool-twice/cat.png", "./tool-twice/cat.png", "tool-twice/cat.png"];
    await invoke("stratify_cut_out_subject", { paths });
    assert.sameMembers(await namesIn(folder), ["cat.cutout.png", "cat.png"]);
  });

  it("split into layers, and name every file", async () => {
    const folder = await makeFolder("tool-split");
    await putFile(folder, "cat.png");
    const result = await invoke("stratify_split_image", {
      paths: ["tool-split/cat.png"],
      keywords: ["subject"],
    });
    assert.include(textOf(result), "tool-split/cat.layers/manifest.json");
    assert.includeMembers(await namesIn(vscode.Uri.joinPath(folder, "cat.layers")), [
      "layers.psd",
      "manifest.json",
    ]);
  });

  it("split without keywords, into as many layers as asked for at most", async () => {
    const folder = await makeFolder("tool-automatic");
    await putFile(folder, "cat.png");
    const result = await invoke("stratify_split_image", {
      paths: ["tool-automatic/cat.png"],
      maxLayers: 2,
    });
    assert.match(textOf(result), /bottom to top:\s+background: tool-automatic\/cat\.layers\/background\.png/);
    assert.match(
      await refusalOf(
        invoke("stratify_split_image", { paths: ["tool-automatic/cat.png"], provider: "claid" }),
      ),
      /needs at least one keyword/,
    );
  });

  it("touch nothing outside the workspace, and say what to do without a key", async () => {
    const folder = await makeFolder("tool-refused");
    await putFile(folder, "cat.png");
    assert.match(
      await refusalOf(invoke("stratify_cut_out_subject", { paths: ["../cat.png"] })),
      /outside the workspace/,
    );
    assert.match(
      await refusalOf(
        invoke("stratify_cut_out_subject", { paths: ["tool-refused/cat.png"], provider: "hitpaw" }),
      ),
      /Set API Key/,
    );
    assert.deepEqual(await namesIn(folder), ["cat.png"]);
  });
});
