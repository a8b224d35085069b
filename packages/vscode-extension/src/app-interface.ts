import type * as vscode from "vscode";
import type { CommandId, ToolName } from "./contributions.ts";
import type { JobsTree } from "./jobs/jobs-tree.ts";
import type { ImageTool } from "./tools/image-tool.ts";

/** Everything that the extension does, behind what VS Code was told of at the start. */
export interface App {
  /** Runs a command. Never rejects: a failure is shown to the user. */
  run(id: CommandId, args: readonly unknown[]): Promise<unknown>;
  /** Loads what agents call. */
  tools(): Promise<Readonly<Record<ToolName, ImageTool>>>;
  readonly jobRows: Pick<JobsTree, "getChildren" | "getTreeItem">;
  readonly previews: vscode.WebviewPanelSerializer;
  /** Offers to resume what an earlier session has left. */
  offerUnfinished(): void;
}
