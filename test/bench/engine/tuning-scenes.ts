import type { Recipe } from "./compose.ts";
import { checker, flat, gradient, mottled, type Paint, photograph, stripes, toned, wood } from "./paints.ts";
import type { Photos } from "./photos.ts";
import { even, kind as of, tall, thing, wide } from "./recipes.ts";
import {
  blob,
  bottle,
  box,
  bust,
  chair,
  cup,
  disc,
  ellipse,
  hairy,
  ring,
  star,
  stroke,
  together,
} from "./shapes.ts";

const grass: Paint = mottled([60, 96, 40], [112, 146, 70], 14, 5);
const plaster: Paint = mottled([196, 190, 178], [214, 209, 200], 30, 6);
const boards: Paint = wood([186, 142, 96], [150, 104, 62], 70, 7);
const sky: Paint = gradient([96, 150, 214], [196, 218, 236], 90, 480);

/**
 * The composites that the engine's numbers may be fitted on: what people cut out, from easy to hard. What they say of
 * the engine is flattered; the set held out (`held-out-scenes.ts`) says how good it is.
 */
export function tuningScenes({ coffee, chelsea, astronaut }: Photos): readonly Recipe[] {
  const table = photograph(coffee, 476, 120, 3);
  const studio = photograph(astronaut, 300, 20, 3);
  const fur = photograph(chelsea, 100, 5, 1.5);
  const suit = photograph(astronaut, 70, 235, 1.2);
  const room = photograph(astronaut, 0, 0, 0.95);
  const cafe = photograph(coffee, 0, 0, 0.8);
  const sofa = photograph(chelsea, 372, 60, 4);
  const black = photograph(astronaut, 300, 360, 1);

  const [plain, texture, photo, soft] = [of("plain"), of("texture"), of("photo"), of("soft edge")];
  const [hole, thin, two, border] = [of("hole"), of("thin"), of("two objects"), of("at the border")];
  const [low, dark, filled] = [of("low contrast"), of("dark"), of("photo-filled")];

  return [
    plain(wide, flat([236, 236, 232]), thing([170, 40, 44]), blob(250, 185, 95, 11)),
    plain(wide, flat([40, 90, 160]), thing([236, 214, 60]), star(230, 180, 120, 5, 0.45)),
    plain(tall, flat([20, 150, 80]), thing([215, 170, 145]), bust(185, 190, 150)),
    plain(wide, sky, thing([150, 60, 160]), ellipse(210, 170, 110, 70)),
    plain(
      even,
      gradient([120, 120, 124], [220, 220, 224], 40, 560),
      thing([30, 110, 70]),
      bottle(205, 215, 300),
    ),
    plain(
      wide,
      gradient([240, 190, 130], [190, 110, 90], 90, 360),
      thing([50, 60, 90]),
      box(270, 190, 190, 130, 20, 15),
    ),

    texture(wide, grass, thing([200, 50, 40]), disc(225, 190, 85)),
    texture(
      wide,
      checker([214, 214, 210], [150, 152, 158], 24),
      thing([210, 120, 30]),
      blob(240, 180, 100, 3),
    ),
    texture(
      tall,
      stripes([200, 206, 214], [120, 140, 170], 14, 30),
      thing([140, 30, 50]),
      bottle(180, 250, 340),
    ),
    texture(wide, boards, thing([60, 110, 170]), star(240, 175, 115, 6, 0.4)),
    texture(
      even,
      mottled([110, 104, 96], [170, 164, 150], 8, 9),
      thing([236, 232, 220]),
      blob(210, 215, 105, 21, 0.3),
    ),
    texture(wide, boards, thing([238, 236, 230]), cup(220, 185, 150)),
    texture(wide, grass, mottled([150, 96, 60], [196, 150, 104], 18, 12), blob(250, 190, 90, 8)),
    texture(
      wide,
      stripes([226, 200, 150], [206, 170, 120], 22, 0),
      stripes([40, 60, 120], [90, 120, 190], 10, 60),
      ellipse(235, 180, 120, 85),
    ),

    photo(wide, table, thing([60, 130, 150]), blob(240, 180, 100, 5)),
    photo(tall, studio, thing([150, 40, 60]), bottle(180, 240, 330)),
    photo(wide, fur, thing([60, 80, 190]), disc(240, 180, 90)),
    photo(wide, room, thing([240, 200, 40]), disc(240, 190, 95), { defocus: 7 }),
    photo(even, cafe, thing([70, 150, 90]), star(215, 210, 130, 5, 0.4), { defocus: 9 }),
    photo(wide, sofa, thing([190, 60, 40]), ellipse(230, 190, 100, 80)),
    photo(wide, room, thing([60, 170, 190]), blob(235, 180, 105, 17), { defocus: 12 }),
    photo(tall, table, thing([232, 230, 224]), bust(180, 170, 140)),

    soft(wide, sky, thing([180, 90, 40]), disc(240, 180, 90), { edge: 10 }),
    soft(wide, plaster, thing([90, 50, 110]), blob(230, 180, 95, 6), { edge: 14 }),
    soft(wide, grass, thing([236, 214, 226]), ellipse(240, 185, 110, 80), { edge: 9 }),
    soft(even, room, thing([210, 60, 60]), disc(210, 210, 100), { edge: 12, defocus: 9 }),

    hole(wide, plaster, thing([40, 70, 140]), ring(235, 180, 110, 38)),
    hole(wide, sky, thing([200, 60, 50]), cup(215, 180, 160)),
    hole(wide, table, thing([70, 150, 170]), ring(240, 180, 115, 42)),
    hole(wide, grass, thing([228, 200, 60]), ring(250, 180, 105, 30)),
    hole(
      even,
      flat([228, 226, 220]),
      thing([90, 60, 40]),
      together(ring(150, 210, 82, 26), ring(268, 210, 82, 26)),
    ),
    hole(wide, cafe, thing([226, 226, 232]), cup(215, 180, 150), { defocus: 9 }),

    thin(tall, plaster, thing([90, 56, 40]), chair(180, 235, 230, 10)),
    thin(wide, sky, thing([50, 40, 36]), hairy(240, 180, 85, 90, 1.6, 4)),
    thin(wide, flat([232, 228, 218]), thing([150, 90, 40]), hairy(235, 185, 90, 120, 1.2, 14)),
    thin(tall, grass, thing([226, 220, 210]), chair(180, 235, 230, 13)),
    thin(wide, studio, thing([120, 30, 40]), together(disc(240, 120, 62), stroke(240, 120, 240, 330, 9))),
    thin(wide, boards, thing([36, 50, 60]), hairy(240, 180, 88, 70, 2.4, 23)),

    two(wide, plaster, thing([180, 50, 50]), together(disc(150, 185, 62), disc(330, 185, 70))),
    two(wide, grass, thing([230, 226, 220]), together(bottle(160, 185, 230), blob(325, 215, 65, 2))),
    two(wide, sky, thing([60, 50, 60]), together(blob(150, 200, 65, 31), box(330, 180, 100, 130, 14, 10))),
    two(even, room, thing([240, 150, 40]), together(disc(135, 215, 65), star(295, 210, 85, 5, 0.4)), {
      defocus: 10,
    }),

    border(tall, sky, thing([150, 50, 60]), bust(180, 200, 190)),
    border(wide, plaster, thing([50, 80, 60]), ellipse(390, 190, 150, 105)),
    border(wide, grass, thing([210, 190, 230]), bust(235, 130, 160)),
    border(tall, room, thing([40, 110, 130]), bust(180, 210, 190), { defocus: 11 }),

    low(wide, plaster, thing([176, 170, 160]), blob(240, 180, 100, 41)),
    low(wide, flat([130, 140, 150]), thing([150, 150, 146]), disc(230, 180, 95)),
    low(
      wide,
      gradient([150, 130, 110], [180, 160, 140], 30, 480),
      thing([140, 112, 84]),
      bottle(240, 185, 290),
    ),
    low(even, toned(studio, 0.5, 150), thing([120, 128, 136]), ellipse(210, 215, 120, 90)),

    dark(wide, mottled([16, 18, 24], [34, 34, 44], 30, 50), thing([86, 40, 34]), blob(240, 185, 100, 51)),
    dark(wide, gradient([10, 12, 20], [50, 46, 60], 90, 360), thing([70, 80, 60]), bottle(235, 185, 290)),
    dark(tall, toned(table, 0.25, 8), thing([60, 66, 96]), bust(180, 190, 150)),
    dark(wide, toned(room, 0.2, 6), thing([110, 90, 40]), disc(240, 185, 90), { defocus: 8 }),

    filled(wide, plaster, suit, blob(240, 180, 110, 61)),
    filled(wide, sky, fur, ellipse(240, 185, 125, 90)),
    filled(wide, grass, suit, bottle(240, 185, 300)),
    filled(even, studio, fur, disc(210, 210, 110)),
    filled(wide, boards, black, blob(245, 180, 105, 71)),
    filled(wide, sofa, table, star(235, 180, 130, 6, 0.35), { defocus: 4 }),
  ];
}
