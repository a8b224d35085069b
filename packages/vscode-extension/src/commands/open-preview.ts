import * as vscode from "vscode";
import { commands, views } from "../contributions.ts";
import { findPreview } from "../preview/find-preview.ts";
import { readOrigin } from "../preview/origin.ts";
import { PreviewPanels } from "../preview/preview-panels.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { baseName } from "../targets/image-name.ts";
import { isUri, resolveTargets } from "../targets/resolve-targets.ts";
import { registerCommand } from "./register-command.ts";

/** Open Preview: of a result, a layer set, or a picture that something was made of. */
export function registerOpenPreview(services: Services): vscode.Disposable {
  const panels = new PreviewPanels(services.context.extensionUri, services.log);

  const command = registerCommand(commands.openPreview, services, async (...args) => {
    const title = vscode.l10n.t("Open Preview");
    // A layer set's manifest or folder is no picture, so what is given is taken as it is.
    const [given] = resolveTargets(args, vscode.window.tabGroups.activeTabGroup.activeTab?.input);
    const target = given ?? (await askForImages([], title, services))?.[0];
    if (!target) return;
    const past = services.pastRuns.find(target);
    const known = isUri(args[1]) ? args[1] : past && vscode.Uri.parse(past.source, true);
    const input = await findPreview(target, known, services);
    if (input) panels.show(input);
    else {
      const name = baseName(target.path);
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Nothing was made of {0} yet. Cut out its subject or split it first.", name),
      );
    }
  });

  const serializer = vscode.window.registerWebviewPanelSerializer(views.preview, {
    async deserializeWebviewPanel(panel, state) {
      const origin = readOrigin(state);
      const input =
        origin && (await findPreview(origin.result, origin.source, services).catch(() => undefined));
      // The result is gone since: an empty panel would help nobody.
      if (input) panels.adopt(panel, input);
      else panel.dispose();
    },
  });
  return vscode.Disposable.from(panels, command, serializer);
}
