import { flat, gradient, mottled, stripes } from "./paints.ts";
import { at, category, type Drawing, painted, photo, type Scene } from "./scene.ts";
import { hairy, ring } from "./shapes.ts";

const wide = [640, 480] as const;
const tall = [480, 640] as const;
const broad = [800, 450] as const;
const even = [520, 520] as const;

const fur: Drawing = {
  shape: hairy(160, 160, 105, 220, 1.6, 4),
  paint: mottled([120, 84, 52], [168, 126, 84], 12, 3),
};
const wool: Drawing = {
  shape: hairy(160, 160, 100, 260, 2.2, 9),
  paint: mottled([206, 196, 180], [236, 230, 220], 9, 5),
};
const band: Drawing = {
  shape: ring(160, 160, 140, 34),
  paint: stripes([40, 70, 140], [70, 110, 190], 16, 45),
};
const scenery = painted((x, y) => (y < 300 ? [142, 202, 230] : [124 + (x % 2), 190, 96]));

const [onPhoto, animal, vehicle, plain] = [
  category("object", 100),
  category("animal", 120),
  category("vehicle", 140),
  category("plain ground", 160),
];
const [hole, thin, border, small] = [
  category("hole", 180),
  category("thin", 200),
  category("at the border", 220),
  category("small", 240),
];
const [dark, low, two, soft] = [
  category("dark", 260, { light: 0.28 }),
  category("low contrast", 280, { blend: 0.7 }),
  category("two subjects", 300),
  category("soft edge", 320),
];
const [letters, drawn, shadow, large] = [
  category("lettering", 340, { noise: 0 }),
  category("illustration", 360, { noise: 0 }),
  category("cast shadow", 380, { shadow: 0.5 }),
  category("large", 400),
];

/** The composites that numbers of the engine may be fitted on; what they say of it is flattered. */
export const tuningScenes: readonly Scene[] = [
  onPhoto(wide, photo("walls"), at("german-christmas-toy", 0.5, 0.52, 0.8)),
  onPhoto(wide, photo("soft-apartment-0"), at("basketball", 0.42, 0.6, 0.45)),
  onPhoto(tall, photo("hills", { across: 0.3 }), at("adeenia", 0.5, 0.55, 0.42)),
  onPhoto(wide, photo("soft-lobby-0"), at("emoji-bear", 0.55, 0.58, 0.66)),
  onPhoto(broad, photo("citrus", { blur: 3 }), at("traffic-cone", 0.45, 0.52, 0.75)),

  animal(wide, photo("meadow"), at("sheep", 0.5, 0.62, 0.5)),
  animal(wide, photo("soft-forest-0"), at("pig-golden", 0.45, 0.6, 0.55)),
  animal(broad, photo("soft-night-0"), at("donkey-eating", 0.52, 0.58, 0.6)),
  animal(wide, photo("stream"), at("rabbit-little", 0.5, 0.6, 0.5)),
  animal(wide, photo("river"), at("pelican", 0.5, 0.48, 0.55)),
  animal(wide, photo("walls", { zoom: 1.6, across: 0.8 }), at("brown-slug", 0.5, 0.5, 0.48)),

  vehicle(broad, photo("soft-city-0"), at("firetruck", 0.5, 0.66, 0.42)),
  vehicle(broad, photo("soft-warehouse-0"), at("garbagetruck", 0.48, 0.62, 0.45)),
  vehicle(wide, photo("hills"), at("emoji-helicopter", 0.5, 0.4, 0.4)),
  vehicle(broad, photo("meadow", { across: 0.2 }), at("emoji-locomotive", 0.6, 0.6, 0.55)),

  plain(wide, painted(flat([236, 236, 232])), at("cementmixer", 0.5, 0.5, 0.72)),
  plain(
    tall,
    painted(gradient([120, 150, 190], [220, 226, 236], 90, 640)),
    at("apollo-lander", 0.5, 0.5, 0.42),
  ),
  plain(wide, painted(flat([255, 255, 255])), at("chuvanna-plastic-poo", 0.48, 0.5, 0.6)),
  plain(even, painted(gradient([40, 42, 60], [120, 110, 130], 60, 700)), at("5-jupiter", 0.5, 0.48, 0.55)),

  hole(wide, photo("soft-warehouse-1"), at("wheel-tractor", 0.5, 0.52, 0.75)),
  hole(wide, photo("soft-apartment-1"), at("emoji-glasses", 0.5, 0.5, 0.34)),
  hole(wide, photo("walls", { across: 0.1 }), at("emoji-doughnut", 0.5, 0.5, 0.62)),
  hole(even, photo("soft-dawn-0"), at("emoji-padlock", 0.5, 0.52, 0.66)),
  hole(wide, photo("soft-esplanade-1"), at("emoji-handbag", 0.46, 0.55, 0.66)),
  hole(wide, photo("stream", { blur: 4 }), at(band, 0.5, 0.5, 0.7)),
  hole(broad, painted(gradient([238, 226, 210], [206, 190, 170], 90, 450)), at("plier1", 0.5, 0.5, 0.5)),

  thin(wide, photo("soft-dawn-1"), at("lobster", 0.5, 0.5, 0.78)),
  thin(tall, photo("soft-forest-1"), at("spade", 0.5, 0.5, 0.85)),
  thin(wide, photo("river", { blur: 3 }), at("candy-cane-photo-1", 0.5, 0.5, 0.8)),
  thin(wide, photo("soft-venice-0"), at("emoji-bicycle", 0.48, 0.62, 0.5)),
  thin(even, photo("soft-apartment-0", { zoom: 1.5 }), at("emoji-ladder", 0.5, 0.5, 0.7)),
  thin(
    wide,
    painted(mottled([196, 190, 178], [214, 209, 200], 30, 6)),
    at("mercurythermometer", 0.5, 0.5, 0.62),
  ),

  border(wide, photo("meadow", { across: 0.9 }), at("cementmixer", 0.82, 0.6, 0.95)),
  border(tall, photo("soft-city-1"), at("german-christmas-toy", 0.5, 0.72, 0.85)),
  border(wide, photo("soft-forest-0", { across: 0.2 }), at("sheep", 0.2, 0.62, 0.75, { mirrored: true })),
  border(wide, photo("soft-lobby-1"), at("guitar-classical", 0.6, 0.75, 1)),

  small([900, 500], photo("hills"), at("donkey-eating", 0.6, 0.72, 0.2)),
  small([900, 420], photo("soft-night-1"), at("traffic-cone", 0.35, 0.75, 0.24)),
  small([800, 600], photo("soft-venice-1"), at("pelican", 0.62, 0.4, 0.2)),
  small([900, 500], photo("meadow"), at("emoji-car", 0.4, 0.7, 0.2)),

  dark(wide, photo("ruin"), at("german-christmas-toy", 0.5, 0.55, 0.75)),
  dark(wide, photo("soft-warehouse-0", { across: 0.3 }), at("firetruck", 0.5, 0.6, 0.4)),
  dark(tall, photo("soft-esplanade-0"), at("guitar-classical", 0.5, 0.52, 0.7)),
  dark(wide, photo("soft-forest-1"), at("pig-golden", 0.5, 0.6, 0.55)),

  low(wide, photo("walls", { zoom: 1.5 }), at("donkey-eating", 0.5, 0.55, 0.58)),
  low(wide, photo("soft-apartment-1", { zoom: 1.4 }), at("rabbit-little", 0.5, 0.55, 0.55)),
  low(even, photo("soft-dawn-0"), at("apollo-lander", 0.5, 0.55, 0.6)),
  low(wide, painted(mottled([118, 122, 116], [140, 142, 134], 26, 8)), at("brown-slug", 0.5, 0.5, 0.5)),

  two(broad, photo("meadow", { across: 0.4 }), [
    at("sheep", 0.28, 0.65, 0.46),
    at("pig-golden", 0.72, 0.65, 0.46),
  ]),
  two(wide, photo("soft-lobby-0", { across: 0.8 }), [
    at("basketball", 0.3, 0.65, 0.36),
    at("emoji-bear", 0.68, 0.56, 0.6),
  ]),
  two(broad, painted(gradient([206, 222, 236], [240, 240, 236], 90, 450)), [
    at("adeenia", 0.3, 0.5, 0.52),
    at("chuvanna-plastic-poo", 0.7, 0.5, 0.52),
  ]),
  two(broad, photo("soft-city-0", { across: 0.1 }), [
    at("emoji-car", 0.3, 0.66, 0.36),
    at("emoji-dancer", 0.68, 0.56, 0.66),
  ]),

  soft(wide, photo("soft-forest-1", { across: 0.7 }), at(fur, 0.48, 0.52, 0.8)),
  soft(wide, photo("walls", { blur: 5 }), at(wool, 0.52, 0.52, 0.8)),
  soft(wide, painted(gradient([176, 196, 214], [226, 230, 234], 90, 480)), at(fur, 0.5, 0.5, 0.75)),
  soft(wide, photo("soft-esplanade-0", { blur: 4 }), at("basketball", 0.5, 0.55, 0.5, { soft: 4 })),

  letters(wide, painted(flat([255, 255, 255])), at("word-harbour", 0.5, 0.5, 0.2)),
  letters(wide, painted(flat([238, 206, 80])), at("word-noon", 0.5, 0.5, 0.28)),
  letters(even, painted(flat([246, 244, 238])), at("word-b", 0.5, 0.5, 0.6)),
  letters(
    wide,
    painted(gradient([250, 250, 250], [214, 224, 238], 90, 480)),
    at("word-ombra", 0.5, 0.5, 0.24),
  ),

  drawn(wide, scenery, at("clip-raccoon", 0.5, 0.55, 0.66)),
  drawn(wide, painted(flat([252, 240, 214])), at("clip-policeman", 0.5, 0.52, 0.7)),
  drawn(wide, painted(stripes([250, 214, 120], [250, 190, 100], 30, 45)), at("clip-puffin", 0.5, 0.52, 0.7)),
  drawn(even, scenery, at("emoji-deer", 0.5, 0.58, 0.6)),

  shadow(
    wide,
    painted(mottled([214, 206, 190], [226, 220, 206], 40, 16)),
    at("traffic-cone", 0.42, 0.55, 0.6),
  ),
  shadow(wide, painted(flat([226, 228, 230])), at("emoji-bear", 0.42, 0.52, 0.6)),
  shadow(wide, photo("soft-apartment-0", { across: 0.9 }), at("german-christmas-toy", 0.42, 0.52, 0.72)),
  shadow(
    wide,
    painted(mottled([120, 146, 80], [140, 164, 98], 14, 17)),
    at("rabbit-little", 0.42, 0.6, 0.45),
  ),

  large([800, 600], photo("walls"), at("cementmixer", 0.5, 0.56, 0.75), { enlarge: 3.6 }),
  large([800, 600], photo("soft-forest-0"), at("sheep", 0.5, 0.6, 0.55), { enlarge: 4 }),
  large([900, 600], photo("meadow"), at(fur, 0.5, 0.52, 0.7), { enlarge: 4.6 }),
];
