import { flat, gradient, type Paint, type Rgb } from "../engine/paints.ts";
import { at, type Drawing, type Ground, painted, photo, type Thing } from "../engine/scene.ts";
import { disc, ellipse, ring, type Shape, stroke, together } from "../engine/shapes.ts";

/** Kinds of images that are taken apart differently. */
export type Kind = "apart" | "overlapping" | "single" | "flat";

/** An image of known objects. */
export interface LayerScene {
  readonly kind: Kind;
  readonly name: string;
  readonly size: readonly [number, number];
  readonly ground: Ground;
  /** From the bottom up. */
  readonly things: readonly Thing[];
}

const wide = [720, 480] as const;
const broad = [800, 450] as const;
const tall = [480, 600] as const;

/** Side of the square in which shapes are drawn is 320. */
const box = (width: number, height: number): Shape => {
  return (x, y) => Math.max(Math.abs(x - 160) - width / 2, Math.abs(y - 160) - height / 2);
};
const shape = (outline: Shape, color: Rgb): Drawing => ({ shape: outline, paint: flat(color) });
const circle = (color: Rgb) => shape(disc(160, 160, 150), color);
const card = (color: Rgb) => shape(box(300, 220), color);
const bar = (color: Rgb) => shape(box(310, 70), color);
const hoop = (color: Rgb) => shape(ring(160, 160, 120, 50), color);
const oval = (color: Rgb) => shape(ellipse(160, 160, 150, 90), color);
const plus = (color: Rgb) =>
  shape(together(stroke(50, 160, 270, 160, 60), stroke(160, 50, 160, 270, 60)), color);
const poster = (paint: Paint): Ground => painted(paint);

const scenesOf = (kind: Kind) => {
  let count = 0;
  return (size: readonly [number, number], ground: Ground, ...things: readonly Thing[]): LayerScene => {
    count += 1;
    return { kind, name: `${kind} ${count}`, size, ground, things };
  };
};
const [apart, overlapping, single, graphics] = [
  scenesOf("apart"),
  scenesOf("overlapping"),
  scenesOf("single"),
  scenesOf("flat"),
];

/** The images of the benchmark. None of them was used to fit the engine's numbers. */
export const layerScenes: readonly LayerScene[] = [
  apart(wide, photo("meadow"), at("sheep", 0.25, 0.6, 0.4), at("pig-golden", 0.75, 0.65, 0.4)),
  apart(wide, photo("soft-park-0"), at("basketball", 0.2, 0.65, 0.3), at("traffic-cone", 0.7, 0.6, 0.45)),
  apart(
    broad,
    photo("soft-city-0"),
    at("firetruck", 0.24, 0.6, 0.25),
    at("green-korean-bus", 0.76, 0.62, 0.24),
  ),
  apart(wide, photo("hills"), at("daffodil", 0.2, 0.5, 0.45), at("chicken-profile", 0.7, 0.6, 0.45)),
  apart(broad, photo("soft-sky-0"), at("clip-gull", 0.25, 0.4, 0.35), at("clip-puffin", 0.72, 0.55, 0.45)),
  apart(
    broad,
    photo("soft-lobby-0"),
    at("volleyball", 0.17, 0.6, 0.32),
    at("emoji-bear", 0.5, 0.55, 0.45),
    at("football", 0.83, 0.65, 0.3),
  ),
  apart(
    broad,
    photo("walls"),
    at("emoji-teapot", 0.18, 0.55, 0.35),
    at("guitar-classical", 0.5, 0.5, 0.6),
    at("lobster", 0.82, 0.55, 0.4),
  ),
  apart(
    wide,
    photo("soft-workshop-0"),
    at("wheel-tractor", 0.28, 0.6, 0.42),
    at("cementmixer", 0.75, 0.6, 0.42),
  ),

  overlapping(
    wide,
    photo("soft-forest-0"),
    at("cow-white", 0.4, 0.5, 0.5),
    at("basketball", 0.6, 0.68, 0.32),
  ),
  overlapping(
    broad,
    photo("soft-city-1"),
    at("green-korean-bus", 0.42, 0.48, 0.42),
    at("emoji-bear", 0.62, 0.62, 0.5),
  ),
  overlapping(wide, photo("meadow"), at("sheep", 0.4, 0.52, 0.48), at("traffic-cone", 0.56, 0.62, 0.45)),
  overlapping(
    wide,
    photo("soft-apartment-1"),
    at("emoji-teapot", 0.42, 0.5, 0.48),
    at("pig-golden2", 0.6, 0.64, 0.4),
  ),
  overlapping(
    broad,
    photo("soft-warehouse-0"),
    at("garbagetruck", 0.42, 0.5, 0.5),
    at("volleyball", 0.62, 0.7, 0.34),
  ),
  overlapping(
    tall,
    photo("hills"),
    at("guitar-classical", 0.45, 0.45, 0.65),
    at("football", 0.58, 0.68, 0.24),
  ),
  overlapping(
    broad,
    photo("soft-park-1"),
    at("firetruck", 0.35, 0.46, 0.4),
    at("lobster", 0.5, 0.62, 0.4),
    at("clip-puffin", 0.68, 0.64, 0.46),
  ),
  overlapping(wide, photo("river"), at("donkey-eating", 0.42, 0.5, 0.55), at("daffodil", 0.62, 0.64, 0.42)),

  single(wide, photo("meadow"), at("donkey-eating", 0.5, 0.6, 0.6)),
  single(wide, photo("soft-bridge-0"), at("firetruck", 0.45, 0.6, 0.5)),
  single(tall, photo("soft-venice-0"), at("basketball", 0.5, 0.6, 0.35)),
  single(wide, photo("soft-dawn-0"), at("clip-gull", 0.55, 0.5, 0.5)),
  single(broad, photo("soft-hall-0"), at("emoji-teapot", 0.5, 0.6, 0.5)),
  single(wide, photo("cliff"), at("pig-golden", 0.45, 0.62, 0.5)),

  graphics(
    wide,
    poster(flat([244, 238, 226])),
    at(circle([214, 62, 58]), 0.25, 0.4, 0.45),
    at(card([46, 92, 168]), 0.62, 0.55, 0.5),
    at(bar([250, 190, 40]), 0.68, 0.55, 0.35),
  ),
  graphics(
    tall,
    poster((_, y) => (y < 420 ? [196, 226, 240] : [96, 158, 92])),
    at(circle([250, 206, 70]), 0.75, 0.2, 0.2),
    at(card([196, 92, 66]), 0.4, 0.62, 0.5),
    at(plus([60, 40, 90]), 0.42, 0.6, 0.22),
  ),
  graphics(
    wide,
    poster(gradient([58, 28, 98], [226, 96, 130], 90, 480)),
    at(hoop([250, 246, 240]), 0.3, 0.45, 0.5),
    at(circle([255, 200, 87]), 0.42, 0.55, 0.3),
    at(oval([70, 210, 200]), 0.75, 0.6, 0.4),
  ),
  graphics(
    broad,
    poster(flat([28, 32, 44])),
    at("word-harbour", 0.5, 0.3, 0.2),
    at(bar([240, 84, 84]), 0.5, 0.62, 0.4),
    at(circle([86, 204, 150]), 0.85, 0.75, 0.3),
  ),
  graphics(
    wide,
    poster(flat([252, 252, 252])),
    at(oval([120, 180, 240]), 0.35, 0.45, 0.6),
    at(oval([240, 120, 160]), 0.55, 0.55, 0.6),
    at(circle([255, 214, 10]), 0.47, 0.7, 0.25),
  ),
  graphics(
    wide,
    poster(flat([230, 244, 234])),
    at(plus([18, 120, 90]), 0.22, 0.35, 0.4),
    at(hoop([220, 70, 50]), 0.6, 0.4, 0.45),
    at(card([90, 70, 160]), 0.72, 0.72, 0.4),
  ),
  graphics(
    broad,
    poster((x) => (x < 300 ? [255, 221, 89] : [255, 107, 107])),
    at(circle([34, 47, 62]), 0.38, 0.5, 0.6),
    at(bar([255, 255, 255]), 0.4, 0.5, 0.5),
    at(plus([29, 209, 161]), 0.82, 0.5, 0.4),
  ),
  graphics(
    tall,
    poster(flat([240, 240, 245])),
    at(card([52, 73, 94]), 0.5, 0.3, 0.55),
    at(circle([231, 76, 60]), 0.5, 0.32, 0.28),
    at("word-noon", 0.5, 0.8, 0.14),
  ),
];
