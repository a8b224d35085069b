import * as vscode from "vscode";
import { views } from "../contributions.ts";
import type { Log } from "../log/log.ts";
import { baseName } from "../targets/image-name.ts";
import type { PreviewInput, PreviewLayer } from "./find-preview.ts";
import { writeOrigin } from "./origin.ts";
import { previewHtml } from "./preview-html.ts";
import { previewStrings, scoreWords } from "./preview-strings.ts";
import { isToHost, type Shown, type ShownLayer, type ToPage } from "./protocol.ts";

/** The open previews, one for each source. */
export class PreviewPanels implements vscode.Disposable {
  readonly #open = new Map<
    string,
    { readonly panel: vscode.WebviewPanel; show(input: PreviewInput): void }
  >();
  readonly #assets: vscode.Uri;
  readonly #log: Log;

  constructor(extension: vscode.Uri, log: Log) {
    this.#assets = vscode.Uri.joinPath(extension, "dist", "preview");
    this.#log = log;
  }

  /** Shows a preview, in the source's panel where there is one. */
  show(input: PreviewInput): void {
    const known = this.#open.get(keyOf(input));
    if (known) {
      known.panel.reveal();
      known.show(input);
      return;
    }
    const column = vscode.ViewColumn.Active;
    this.adopt(vscode.window.createWebviewPanel(views.preview, input.title, column), input);
  }

  /** Fills a panel that the editor kept over a reload, or a new one. */
  adopt(panel: vscode.WebviewPanel, first: PreviewInput): void {
    const key = keyOf(first);
    let input = first;
    const send = () => {
      const message: ToPage = {
        type: "show",
        shown: shownOf(input, panel.webview),
        strings: previewStrings(),
      };
      void panel.webview.postMessage(message);
    };
    const show = (next: PreviewInput) => {
      const isSame = next.result.toString() === input.result.toString();
      input = next;
      if (isSame) send();
      else this.#fill(panel, input);
    };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (!isToHost(message)) return;
      if (message.type === "ready") return send();
      const uri = message.layer === "source" ? input.source : input.layers[message.layer]?.uri;
      if (!uri) return;
      if (message.type === "broken") this.#log.warn(`The preview can't show ${uri.toString()}`);
      else void vscode.commands.executeCommand("vscode.open", uri, vscode.ViewColumn.Beside);
    });
    panel.onDidDispose(() => this.#open.delete(key));
    this.#open.set(key, { panel, show });
    this.#fill(panel, input);
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, input: PreviewInput): void {
    const { webview } = panel;
    panel.title = input.title;
    panel.iconPath = new vscode.ThemeIcon("layers");
    webview.options = { enableScripts: true, localResourceRoots: [this.#assets, ...foldersOf(input)] };
    const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.#assets, name)).toString();
    webview.html = previewHtml({
      cspSource: webview.cspSource,
      script: asset("main.js"),
      style: asset("main.css"),
      nonce: crypto.randomUUID().replaceAll("-", ""),
      language: vscode.env.language,
      title: input.title,
    });
  }
}

function keyOf({ source, result }: PreviewInput): string {
  return (source ?? result).toString();
}

/** Only these folders can be read by the page. */
function foldersOf({ source, layers }: PreviewInput): readonly vscode.Uri[] {
  const files = [...(source ? [source] : []), ...layers.map(({ uri }) => uri)];
  const folders = files.map((file) => vscode.Uri.joinPath(file, ".."));
  return [...new Map(folders.map((folder) => [folder.toString(), folder])).values()];
}

function shownOf(input: PreviewInput, webview: vscode.Webview): Shown {
  const address = (uri: vscode.Uri) => webview.asWebviewUri(uri).toString();
  const { source, result, size, score } = input;
  return {
    title: baseName((source ?? result).path),
    origin: writeOrigin(input),
    source: source && address(source),
    size,
    score: score && scoreWords(score),
    layers: input.layers.map((layer) => shownLayer(layer, address(layer.uri))),
  };
}

function shownLayer({ name, role, bounds, trimmed }: PreviewLayer, url: string): ShownLayer {
  const words: Readonly<Record<PreviewLayer["role"], string>> = {
    layer: vscode.l10n.t("Layer"),
    cutout: vscode.l10n.t("Cut-out"),
    mask: vscode.l10n.t("Mask"),
    composite: vscode.l10n.t("Finished image"),
    remainder: vscode.l10n.t("What is left"),
  };
  const place =
    bounds && vscode.l10n.t("{0} x {1} at {2}, {3}", bounds.width, bounds.height, bounds.x, bounds.y);
  const about = [words[role], place].filter(Boolean).join(" · ");
  return { name, role, about, url, bounds: trimmed ? bounds : undefined };
}
