import type { Recipe } from "./compose.ts";
import { bricks, gravel, horizon, lamps, marble, turned, vignette, weave } from "./held-out-paints.ts";
import {
  arrow,
  crescent,
  fish,
  frame,
  gear,
  heart,
  key,
  mushroom,
  person,
  polygon,
  spectacles,
  tree,
  wheel,
} from "./held-out-shapes.ts";
import { flat, gradient, mottled, type Paint, photograph, stripes, toned } from "./paints.ts";
import type { Photos } from "./photos.ts";
import { even, kind, tall, thing, wide } from "./recipes.ts";
import { box, disc, hairy, stroke, together } from "./shapes.ts";

const seed = 700;
const wall: Paint = bricks([178, 92, 70], [206, 198, 186], 46, seed + 1);
const cloth: Paint = weave([92, 104, 132], [112, 122, 146], 9);
const stone: Paint = marble([224, 222, 218], [150, 146, 150], 60, seed + 2);
const path: Paint = gravel([190, 182, 168], [104, 98, 90], 13, seed + 3);
const moss: Paint = mottled([58, 84, 58], [96, 116, 78], 22, seed + 4);
const stage: Paint = vignette([206, 212, 220], [96, 104, 124], 240, 180, 330);
const night: Paint = lamps(
  [22, 24, 38],
  [
    [230, 170, 80],
    [200, 70, 60],
    [90, 130, 200],
  ],
  18,
  seed + 5,
);
const shore: Paint = horizon(
  gradient([150, 186, 226], [226, 232, 238], 90, 200),
  mottled([190, 172, 132], [210, 194, 156], 12, seed + 6),
  210,
);
const leaf = polygon([240, 60], [320, 150], [300, 250], [240, 310], [180, 250], [160, 150]);

/**
 * Composites that nothing in the engine was ever fitted on, with shapes, grounds, seeds and pieces of photographs of
 * their own. The limits of the bench are enforced here. Who fits a number on this set must draw a new one.
 */
export function heldOutScenes({ coffee, chelsea, astronaut }: Photos): readonly Recipe[] {
  const bench = turned(photograph(coffee, 0, 150, 4.5));
  const backdrop = turned(photograph(astronaut, 80, 5, 4.5));
  const flag = photograph(astronaut, 0, 60, 2.4);
  const coat = turned(photograph(chelsea, 40, 150, 2));
  const blur = photograph(chelsea, 385, 150, 5);
  const bar = turned(photograph(coffee, 60, 0, 1));
  const office = turned(photograph(astronaut, 120, 0, 1.1));
  const glaze = photograph(coffee, 110, 200, 2.5);
  const crema = photograph(coffee, 225, 110, 2.2);

  const of = (name: string) => kind(name, seed);
  const [plain, texture, photo, soft] = [of("plain"), of("texture"), of("photo"), of("soft edge")];
  const [hole, thin, two, border] = [of("hole"), of("thin"), of("two objects"), of("at the border")];
  const [low, dark, filled] = [of("low contrast"), of("dark"), of("photo-filled")];

  return [
    plain(wide, flat([250, 250, 250]), thing([40, 110, 180]), heart(240, 170, 150)),
    plain(tall, flat([230, 180, 60]), thing([70, 40, 90]), person(180, 240, 380)),
    plain(wide, flat([60, 62, 66]), thing([226, 120, 60]), arrow(230, 180, 170)),
    plain(even, stage, thing([180, 40, 80]), mushroom(205, 200, 230)),
    plain(wide, shore, thing([60, 120, 60]), fish(245, 185, 260)),

    texture(wide, wall, thing([40, 90, 120]), heart(250, 165, 150)),
    texture(wide, cloth, thing([236, 200, 80]), arrow(235, 185, 160)),
    texture(tall, stone, thing([150, 50, 40]), person(185, 245, 390)),
    texture(wide, path, thing([60, 70, 190]), fish(230, 180, 270)),
    texture(even, moss, thing([220, 130, 150]), mushroom(215, 200, 240)),
    texture(wide, wall, thing([238, 238, 234]), leaf),
    texture(wide, stone, stripes([40, 110, 80], [90, 160, 110], 12, 45), crescent(235, 180, 120)),

    photo(wide, bench, thing([70, 120, 160]), heart(235, 170, 150)),
    photo(tall, backdrop, thing([70, 90, 60]), person(180, 240, 390)),
    photo(wide, blur, thing([200, 170, 60]), crescent(240, 180, 125)),
    photo(wide, coat, thing([60, 100, 170]), fish(245, 180, 260)),
    photo(even, bar, thing([110, 200, 190]), leaf, { defocus: 8 }),
    photo(wide, office, thing([120, 220, 90]), mushroom(240, 175, 210), { defocus: 11 }),
    photo(wide, flag, thing([240, 210, 60]), arrow(240, 180, 170), { defocus: 10 }),

    soft(wide, stage, thing([200, 110, 40]), fish(240, 180, 260), { edge: 11 }),
    soft(wide, wall, thing([60, 140, 150]), heart(240, 170, 150), { edge: 8 }),
    soft(even, backdrop, thing([90, 40, 50]), leaf, { edge: 13 }),
    soft(wide, moss, thing([230, 226, 214]), crescent(240, 180, 125), { edge: 9 }),

    hole(wide, stone, thing([50, 80, 60]), gear(240, 180, 125, 10)),
    hole(wide, shore, thing([120, 40, 120]), frame(240, 180, 250, 200, 36)),
    hole(tall, backdrop, thing([40, 110, 130]), frame(180, 230, 210, 280, 34)),
    hole(wide, path, thing([210, 60, 50]), gear(235, 180, 130, 8)),
    hole(even, flat([216, 226, 220]), thing([50, 50, 60]), wheel(210, 210, 140, 6, 15)),
    hole(wide, bar, thing([90, 150, 220]), gear(240, 180, 125, 12), { defocus: 9 }),
    hole(wide, gradient([250, 200, 160], [150, 170, 210], 25, 520), thing([110, 60, 40]), key(240, 180, 250)),

    thin(tall, stage, thing([80, 50, 30]), tree(180, 440, 430, 26)),
    thin(wide, flat([238, 238, 240]), thing([30, 30, 34]), spectacles(240, 180, 300)),
    thin(even, flat([170, 206, 190]), thing([140, 40, 40]), wheel(210, 210, 140, 8, 7)),
    thin(wide, stone, thing([60, 40, 90]), hairy(235, 185, 85, 100, 1.8, seed + 9)),
    thin(wide, moss, thing([228, 218, 200]), together(disc(240, 110, 55), stroke(240, 150, 330, 335, 11))),
    thin(wide, bench, thing([206, 226, 230]), key(240, 180, 260)),

    two(wide, stage, thing([50, 120, 80]), together(heart(140, 165, 90), crescent(335, 185, 80))),
    two(wide, wall, thing([230, 230, 200]), together(mushroom(145, 175, 130), disc(330, 200, 65))),
    two(even, blur, thing([180, 60, 70]), together(fish(140, 150, 170), fish(285, 275, 170))),
    two(wide, path, thing([40, 60, 150]), together(arrow(135, 185, 100), box(340, 185, 110, 120, 10, 20))),

    border(tall, stage, thing([60, 40, 100]), person(180, 300, 520)),
    border(wide, moss, thing([230, 160, 60]), fish(350, 190, 300)),
    border(wide, wall, thing([70, 130, 180]), crescent(90, 190, 130)),
    border(tall, backdrop, thing([40, 60, 40]), tree(180, 482, 440, 60)),

    low(wide, stone, thing([190, 176, 160]), heart(240, 170, 150)),
    low(even, flat([96, 110, 100]), thing([118, 120, 104]), leaf),
    low(wide, toned(backdrop, 0.6, 140), thing([150, 130, 120]), mushroom(240, 180, 220)),

    dark(wide, night, thing([120, 130, 90]), heart(240, 170, 150)),
    dark(wide, toned(bench, 0.25, 6), thing([50, 80, 90]), fish(240, 180, 260)),
    dark(
      tall,
      vignette([48, 44, 60], [10, 10, 14], 180, 240, 330),
      thing([100, 60, 40]),
      person(180, 240, 390),
    ),

    filled(wide, stone, glaze, heart(240, 170, 160)),
    filled(wide, cloth, crema, mushroom(240, 180, 230)),
    filled(even, stage, coat, leaf),
    filled(wide, path, flag, arrow(235, 180, 175)),
    filled(wide, shore, coat, fish(245, 200, 280)),
  ];
}
