import type { Workbench } from "../../vscode/workbench/workbench.ts";

/**
 * Reads how long an extension's start took, in milliseconds: VS Code's own figure, in its list of running extensions.
 * That is the time for loading its code and calling its `activate`.
 */
export async function readActivation(workbench: Workbench, name: string): Promise<number> {
  const row = workbench.page.locator(".runtime-extensions-editor .extension").filter({
    has: workbench.page.locator(".name").getByText(name, { exact: true }),
  });
  // The list is there before all have started, and is drawn anew as they do.
  const words = (await row.locator(".activation-time").filter({ hasText: /\d+ms/ }).textContent()) ?? "";
  const time = /(\d+)ms/.exec(words)?.[1];
  if (time === undefined) throw new Error(`VS Code does not say how long ${name} took to start: "${words}"`);
  return Number(time);
}
