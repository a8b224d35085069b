import { readFileSync } from "node:fs";
import { mediaTypes, type Task } from "@stratify/core";
import type { Manifest, RecompositionScore } from "@stratify/imaging";
import type { DemoImage } from "./images.ts";
import type { Report } from "./report.ts";
import type { WrittenSet } from "./write-layers.ts";

const generator = "Stratify demo";
const style = readFileSync(new URL("contact-sheet.css", import.meta.url), "utf8");

/** Tells whether a page was written by {@link contactSheet}. */
export function isContactSheet(html: string): boolean {
  return html.includes(`<meta name="generator" content="${generator}">`);
}

/**
 * One page over everything that was written: each image, what every provider made of it, and what went wrong.
 * Needs no network and no script; images are linked relative to it.
 */
export function contactSheet(reports: readonly Report[], live: boolean): string {
  const images = [...new Set(reports.map(({ run }) => run.image))];
  const names = [...new Set(reports.map(({ run }) => run.provider.name))].join(", ");
  const where = live ? "" : " Services are imitated on this machine.";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<title>Stratify: layers</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Stratify</h1>
<p>Layers made by ${text(names)}.${where}</p>
</header>
<main>
${images.map((image) => section(image, reports)).join("\n")}
</main>
</body>
</html>
`;
}

function section(image: DemoImage, all: readonly Report[]): string {
  const reports = all.filter(({ run }) => run.image === image);
  const { width, height } = image;
  return `<section>
<div class="source">
<figure><img src="${sourceUrl(image)}" alt="Source image" width="${width}" height="${height}"></figure>
<div><h2>${text(image.title)}</h2><p>${width} x ${height} pixels</p></div>
</div>
<div class="runs">
${reports.map(runCard).join("\n")}
</div>
</section>`;
}

function runCard({ run, written, failures, jobs, polls, seconds, cost }: Report): string {
  const facts = [
    `${jobs} job${jobs === 1 ? "" : "s"}`,
    `${polls} poll${polls === 1 ? "" : "s"}`,
    `${seconds.toFixed(1)} s`,
    cost === "not stated" ? "cost not stated" : cost,
  ];
  const failed = failures.map(({ error }) => `<p class="failure">${text(error.message)}</p>`);
  return `<article>
<header><h3>${text(run.provider.name)}</h3><p class="task">${text(taskWords(run.task))}</p><p class="facts">${text(facts.join(" · "))}</p></header>
${written ? setFigures(written) : ""}
${failed.join("\n")}
</article>`;
}

/** What was asked for; a split says by what. */
function taskWords(task: Task): string {
  if (task.task !== "split") return task.task;
  return task.keywords.length === 0 ? "split, automatic" : `split by ${task.keywords.join(", ")}`;
}

function setFigures({ manifest, folder }: WrittenSet): string {
  const { layers, composites, unaligned, score } = manifest;
  const figures = [
    ...layers.toReversed().map((layer) => layerFigure(layer, folder)),
    ...composites.map(
      ({ name, file }) => `<figure>${preview(`${folder}/${file}`, `${name}, composite`)}
<figcaption><strong>${text(name)}</strong> <span>the provider's image</span></figcaption></figure>`,
    ),
  ];
  const left = unaligned.map(
    ({ name, reason }) => `<p class="failure">${text(`${name} is not among the layers: ${reason}.`)}</p>`,
  );
  return `<div class="layers">${figures.join("\n")}${score ? recomposed(score, folder) : ""}</div>
${left.join("\n")}`;
}

/** The proof: what the layers add up to, and how far that is from the source. */
function recomposed({ mean, max }: RecompositionScore, folder: string): string {
  const score = `off by ${mean.toFixed(3)} of 255 levels on average, ${Math.round(max)} at most`;
  const files = ["layers.psd", "manifest.json"].map(
    (file) => `<a href="${url(`${folder}/${file}`)}">${file}</a>`,
  );
  return `<figure>${preview(`${folder}/recomposed.png`, "layers drawn over each other")}
<figcaption><strong>recomposed</strong> <span>${score}</span> ${files.join(" ")}</figcaption></figure>`;
}

const maskWords = {
  provider: "the provider's own mask",
  alpha: "mask from its alpha",
  fill: "mask from the fill around it",
} as const;

function layerFigure(layer: Manifest["layers"][number], folder: string): string {
  const { name, file, mask, maskFrom, role } = layer;
  const { x, y, width, height } = layer.bounds;
  const about = [
    `${width} x ${height} at ${x}, ${y}`,
    maskFrom && maskWords[maskFrom],
    role === "remainder" && "filled in behind the layers",
  ];
  return `<figure>${preview(`${folder}/${file}`, name)}
${mask ? preview(`${folder}/${mask}`, `${name}, mask`) : ""}
<figcaption><strong>${text(name)}</strong> <span>${text(about.filter(Boolean).join(", "))}</span></figcaption></figure>`;
}

function preview(file: string, label: string): string {
  return `<a href="${url(file)}"><img class="checkered" src="${url(file)}" alt="${text(label)}"></a>`;
}

function url(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

/** The source stands in the page itself, so that the page can be moved together with its folders. */
function sourceUrl({ source, bytes }: DemoImage): string {
  const type = source.kind === "bytes" ? mediaTypes[source.format] : "image/png";
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

function text(words: string): string {
  return words.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
