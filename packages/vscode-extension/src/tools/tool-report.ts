import * as vscode from "vscode";
import { readLayerList } from "../preview/layer-list.ts";
import type { Outcome } from "../run/runner.ts";
import { outcomeWords } from "./outcome-words.ts";

/** Images up to this size are handed to the model as they are: making a smaller one would cost this thread time. */
const largestShown = { side: 512, bytes: 256 * 1024 };

/**
 * What an agent is told of a run: every path written, what went wrong, what can be done about it.
 *
 * @throws {Error} when nothing was made
 */
export async function toolReport(outcomes: readonly Outcome[]): Promise<vscode.LanguageModelToolResult> {
  const lines = await Promise.all(outcomes.map(lineOf));
  if (!outcomes.some(({ state }) => state === "done")) throw new Error(lines.join("\n"));
  const pictures = await Promise.all(outcomes.map(smallPicture));
  return new vscode.LanguageModelToolResult([
    new vscode.LanguageModelTextPart(lines.join("\n")),
    ...pictures.flatMap((bytes) => (bytes ? [vscode.LanguageModelDataPart.image(bytes, "image/png")] : [])),
  ]);
}

async function lineOf(outcome: Outcome): Promise<string> {
  const written = outcome.state === "done" ? await writtenWords(outcome.result) : "";
  return outcomeWords(pathOf(outcome.source), outcome, written);
}

/** A picture's path, or a set's folder with what is in it. */
async function writtenWords(result: vscode.Uri): Promise<string> {
  if (result.path.toLowerCase().endsWith(".png")) return pathOf(result);
  const manifest = vscode.Uri.joinPath(result, "manifest.json");
  const list = readLayerList(new TextDecoder().decode(await vscode.workspace.fs.readFile(manifest)));
  const layers = list?.layers.map(({ name, file, bounds }) => {
    const place = bounds ? ` (${bounds.width}x${bounds.height} at ${bounds.x},${bounds.y})` : "";
    return `${name}: ${pathOf(vscode.Uri.joinPath(result, file))}${place}`;
  });
  return [`the layer set ${pathOf(manifest)}, bottom to top:`, ...(layers ?? [])].join("\n  ");
}

async function smallPicture(outcome: Outcome): Promise<Uint8Array | undefined> {
  if (outcome.state !== "done" || !outcome.result.path.toLowerCase().endsWith(".png")) return undefined;
  const { size } = await vscode.workspace.fs.stat(outcome.result);
  if (size > largestShown.bytes) return undefined;
  const bytes = await vscode.workspace.fs.readFile(outcome.result);
  // A PNG file, which we wrote, tells its width and height at this place.
  const header = new DataView(bytes.buffer, bytes.byteOffset + 16, 8);
  return Math.max(header.getUint32(0), header.getUint32(4)) <= largestShown.side ? bytes : undefined;
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
