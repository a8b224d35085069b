import { assert } from "chai";
import * as vscode from "vscode";

describe("The extension", () => {
  const extension = vscode.extensions.getExtension("stratify.stratify-layers");

  it("starts", async () => {
    assert.isDefined(extension);
    await extension?.activate();
    assert.isTrue(extension?.isActive);
  });

  it("has registered every command that it declares", async () => {
    const declared: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.isNotEmpty(declared);
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
