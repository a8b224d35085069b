import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuite } from "../host/bundle-suite.ts";
import { packExtension } from "../host/pack-extension.ts";

// The suite of the other hosts in the desktop's VS Code, which is downloaded.
const source = join(import.meta.dirname, "../../../packages/vscode-extension");
await packExtension();
const folder = await mkdtemp(join(tmpdir(), "stratify-desktop-"));
try {
  const extension = join(folder, "extension");
  const workspace = await mkdtemp(join(folder, "workspace-"));
  await cp(source, extension, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|src|dist-vsix)$/.test(path),
  });
  await runTests({
    extensionDevelopmentPath: extension,
    extensionTestsPath: await bundleSuite(extension),
    launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
  });
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
