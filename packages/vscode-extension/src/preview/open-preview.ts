import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import type { Handler } from "../handler.ts";
import { once } from "../once.ts";
import type { Platform } from "../platform/platform.ts";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import { resolveTargets } from "../targets/resolve-targets.ts";

/** What opens previews, and what takes up those that were open before the window was reloaded. */
export interface Previews {
  readonly open: Handler;
  readonly serializer: vscode.WebviewPanelSerializer;
}

/** Open Preview: of a source, of a result, or of a result together with its source. Panels outlive a reload. */
export function previews(services: Services, loadPreview: Platform["loadPreview"]): Previews {
  const { context, log } = services;
  const load = once(async () => {
    const preview = await loadPreview();
    const panels = new preview.PreviewPanels(context.extensionUri, log);
    context.subscriptions.push(panels);
    return { ...preview, panels };
  });
  return {
    async open(...args) {
      const [target] = resolveTargets(args, vscode.window.tabGroups.activeTabGroup.activeTab?.input);
      const uri = target ?? (await pickImage());
      if (!uri) return;
      const source = args[1] instanceof vscode.Uri ? args[1] : undefined;
      const { findPreview, panels } = await load();
      const input = await findPreview(uri, source, services);
      if (input) panels.show(input);
      else await offerToCutOut(uri);
    },
    serializer: {
      async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown) {
        const { findPreview, readOrigin, panels } = await load();
        const origin = readOrigin(state);
        const input =
          origin && (await findPreview(origin.result, origin.source, services).catch(() => undefined));
        // Its files are gone.
        if (input) panels.adopt(panel, input);
        else panel.dispose();
      },
    },
  };
}

async function pickImage(): Promise<vscode.Uri | undefined> {
  const images = ["png", "jpg", "jpeg", "webp"];
  const filters = { [vscode.l10n.t("Images and layer sets")]: [...images, "json"] };
  return (await vscode.window.showOpenDialog({ title: vscode.l10n.t("Open Preview"), filters }))?.[0];
}

async function offerToCutOut(uri: vscode.Uri): Promise<void> {
  const cutOut = vscode.l10n.t("Cut Out Subject");
  const split = vscode.l10n.t("Split into Layers...");
  const message = vscode.l10n.t("{0} has no layers yet.", baseName(uri.path));
  const chosen = await vscode.window.showInformationMessage(message, cutOut, split);
  if (chosen) await vscode.commands.executeCommand(chosen === cutOut ? commands.cutOut : commands.split, uri);
}
