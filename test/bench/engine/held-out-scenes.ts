import { blot, vignette, weave } from "./held-out-paints.ts";
import { flat, gradient, mottled, stripes } from "./paints.ts";
import { at, category, type Drawing, painted, photo, type Scene } from "./scene.ts";
import { ellipse, hairy, together, without } from "./shapes.ts";

const wide = [660, 470] as const;
const tall = [470, 660] as const;
const broad = [820, 470] as const;
const even = [540, 540] as const;

const mane: Drawing = {
  shape: hairy(160, 160, 100, 300, 1.3, 77),
  paint: mottled([70, 58, 52], [112, 96, 86], 10, 71),
};
const down: Drawing = {
  shape: hairy(160, 160, 108, 240, 1.9, 78),
  paint: mottled([226, 178, 92], [244, 214, 140], 8, 72),
};
const frame: Drawing = {
  shape: without(ellipse(160, 160, 140, 110), together(ellipse(110, 160, 50, 60), ellipse(212, 160, 48, 56))),
  paint: weave([150, 92, 50], [176, 112, 64], 9),
};
const park = painted((x, y) => (y < 260 + 30 * Math.sin(x / 90) ? [252, 224, 190] : [170, 196, 120]));

const [onPhoto, animal, vehicle, plain] = [
  category("object", 500),
  category("animal", 520),
  category("vehicle", 540),
  category("plain ground", 560),
];
const [hole, thin, border, small] = [
  category("hole", 580),
  category("thin", 600),
  category("at the border", 620),
  category("small", 640),
];
const [dark, low, two, soft] = [
  category("dark", 660, { light: 0.28 }),
  category("low contrast", 680, { blend: 0.7 }),
  category("two subjects", 700),
  category("soft edge", 720),
];
const [letters, drawn, shadow, large] = [
  category("lettering", 740, { noise: 0 }),
  category("illustration", 760, { noise: 0 }),
  category("cast shadow", 780, { shadow: 0.5 }),
  category("large", 800),
];

/**
 * Composites that nothing in the engine was ever fitted on, with objects and grounds of their own. The limits of the
 * bench are enforced here. Who fits a number on this set must make a new one.
 */
export const heldOutScenes: readonly Scene[] = [
  onPhoto(wide, photo("cliff"), at("inukshuk-photo", 0.5, 0.55, 0.78)),
  onPhoto(wide, photo("soft-workshop-0"), at("mince-pie", 0.5, 0.58, 0.5)),
  onPhoto(tall, photo("leaves"), at("daffodil", 0.5, 0.52, 0.52)),
  onPhoto(wide, photo("soft-hall-0"), at("home-compost-bin", 0.46, 0.56, 0.7)),
  onPhoto(broad, photo("soft-lab-0"), at("volleyball", 0.55, 0.56, 0.6)),

  animal(wide, photo("soft-park-0"), at("cow-white", 0.5, 0.55, 0.72)),
  animal(wide, photo("soft-sunrise-0"), at("sheep-lamb", 0.5, 0.62, 0.5)),
  animal(broad, photo("mountains"), at("pig-golden2", 0.5, 0.62, 0.44)),
  animal(wide, photo("gorge"), at("chicken-profile", 0.48, 0.58, 0.55)),
  animal(wide, photo("soft-sky-0"), at("heron-greatblue-flying", 0.5, 0.45, 0.5)),
  animal(wide, photo("soft-sunset-1"), at("heron-greatblue", 0.5, 0.55, 0.62)),

  vehicle(broad, photo("soft-sunset-0"), at("green-korean-bus", 0.5, 0.64, 0.4)),
  vehicle(broad, photo("ruins"), at("emoji-aeroplane", 0.5, 0.4, 0.5)),
  vehicle(wide, photo("soft-park-1"), at("emoji-tractor", 0.48, 0.6, 0.5)),
  vehicle(broad, photo("facade"), at("emoji-scooter", 0.55, 0.64, 0.5)),

  plain(wide, painted(flat([244, 244, 240])), at("roast-turkey", 0.5, 0.52, 0.6)),
  plain(tall, painted(gradient([214, 190, 160], [160, 130, 110], 80, 640)), at("cylinder", 0.5, 0.5, 0.7)),
  plain(wide, painted(flat([255, 255, 255])), at("anthoorium", 0.5, 0.5, 0.62)),
  plain(even, painted(vignette([96, 110, 140], [30, 34, 50], 270, 250, 400)), at("6-saturn", 0.5, 0.5, 0.6)),

  hole(wide, photo("soft-lab-1"), at("emoji-headphones", 0.5, 0.52, 0.66)),
  hole(wide, photo("soft-hall-1"), at("emoji-scissors", 0.5, 0.5, 0.6)),
  hole(wide, photo("cliff", { across: 0.1, blur: 2 }), at("emoji-pretzel", 0.5, 0.5, 0.56)),
  hole(even, photo("soft-sky-1"), at("emoji-ring", 0.5, 0.52, 0.62)),
  hole(wide, photo("soft-workshop-1"), at("emoji-key", 0.5, 0.5, 0.58)),
  hole(wide, photo("gorge", { blur: 4 }), at(frame, 0.5, 0.5, 0.8)),
  hole(
    broad,
    painted(gradient([214, 226, 232], [180, 196, 206], 90, 470)),
    at("emoji-teapot", 0.5, 0.52, 0.6),
  ),

  thin(wide, photo("soft-sunset-0", { zoom: 1.4 }), at("emoji-spider", 0.5, 0.5, 0.68)),
  thin(tall, photo("soft-bridge-0"), at("guitar-electric", 0.5, 0.5, 0.78)),
  thin(wide, photo("bay", { blur: 3 }), at("candy-cane-photo-2", 0.5, 0.5, 0.8)),
  thin(wide, photo("soft-hall-0", { across: 0.9 }), at("emoji-kick-scooter", 0.5, 0.58, 0.56)),
  thin(even, photo("soft-sunrise-1", { zoom: 1.4 }), at("emoji-twig", 0.5, 0.5, 0.7)),
  thin(wide, painted(mottled([208, 198, 186], [228, 220, 208], 24, 76)), at("tweezer1", 0.5, 0.5, 0.42)),

  border(wide, photo("mountains", { across: 0.9 }), at("cow-white", 0.8, 0.66, 0.95)),
  border(tall, photo("soft-bridge-1"), at("inukshuk-photo", 0.5, 0.72, 0.75)),
  border(wide, photo("soft-sunrise-0", { across: 0.2 }), at("pig-golden2", 0.16, 0.66, 0.56)),
  border(wide, photo("soft-lab-0", { across: 0.2 }), at("emoji-cook", 0.5, 0.68, 0.8)),

  small([920, 500], photo("mountains"), at("sheep-lamb", 0.6, 0.7, 0.18)),
  small([920, 430], photo("soft-park-0"), at("football", 0.36, 0.72, 0.2)),
  small([820, 600], photo("soft-sky-0"), at("heron-greatblue-flying", 0.62, 0.4, 0.2)),
  small([920, 500], photo("cliff"), at("spacewalk", 0.4, 0.5, 0.24)),

  dark(wide, photo("gorge"), at("inukshuk-photo", 0.5, 0.55, 0.75)),
  dark(wide, photo("soft-hall-1", { across: 0.3 }), at("trumpet", 0.5, 0.55, 0.3)),
  dark(tall, photo("sunset"), at("home-compost-bin", 0.5, 0.58, 0.55)),
  dark(wide, photo("soft-workshop-1", { across: 0.8 }), at("cow-white", 0.5, 0.55, 0.7)),

  low(wide, photo("cliff", { zoom: 1.5 }), at("chicken-profile", 0.5, 0.55, 0.58)),
  low(wide, photo("soft-hall-0", { zoom: 1.4 }), at("mince-pie", 0.5, 0.55, 0.55)),
  low(even, photo("soft-sunrise-1"), at("pig-golden2", 0.5, 0.58, 0.36)),
  low(wide, painted(mottled([150, 132, 112], [170, 152, 130], 22, 88)), at("roast-turkey", 0.5, 0.5, 0.55)),

  two(broad, photo("soft-park-1", { across: 0.4 }), [
    at("cow-white", 0.28, 0.6, 0.58),
    at("sheep-lamb", 0.72, 0.68, 0.4),
  ]),
  two(wide, photo("soft-lab-1", { across: 0.8 }), [
    at("emoji-trophy", 0.3, 0.56, 0.56),
    at("volleyball", 0.7, 0.62, 0.44),
  ]),
  two(broad, painted(gradient([226, 214, 222], [244, 240, 240], 90, 470)), [
    at("bolsom", 0.3, 0.5, 0.5),
    at("chemparathi", 0.7, 0.5, 0.55),
  ]),
  two(broad, photo("soft-sunset-1", { across: 0.1 }), [
    at("emoji-runner", 0.3, 0.58, 0.6),
    at("emoji-flamingo", 0.68, 0.56, 0.62),
  ]),

  soft(wide, photo("soft-park-0", { across: 0.7 }), at(mane, 0.48, 0.52, 0.8)),
  soft(wide, photo("leaves", { blur: 6 }), at(down, 0.52, 0.52, 0.8)),
  soft(wide, painted(gradient([206, 190, 196], [240, 232, 230], 90, 480)), at(mane, 0.5, 0.5, 0.75)),
  soft(wide, photo("dandelions", { blur: 4 }), at("volleyball", 0.5, 0.52, 0.6, { soft: 4 })),

  letters(wide, painted(flat([255, 255, 255])), at("word-atlas", 0.5, 0.5, 0.22)),
  letters(wide, painted(flat([190, 222, 200])), at("word-and-co", 0.5, 0.5, 0.24)),
  letters(even, painted(flat([240, 240, 246])), at("word-q", 0.5, 0.5, 0.44)),
  letters(wide, painted(gradient([30, 34, 60], [70, 60, 96], 90, 480)), at("word-polder", 0.5, 0.5, 0.24)),

  drawn(wide, park, at("clip-squirrel", 0.5, 0.54, 0.76)),
  drawn(wide, painted(flat([220, 236, 244])), at("clip-gull", 0.5, 0.5, 0.66)),
  drawn(wide, painted(stripes([206, 230, 214], [186, 216, 200], 26, 20)), at("clip-hiker", 0.5, 0.52, 0.66)),
  drawn(even, park, at("emoji-grasshopper", 0.5, 0.58, 0.42)),

  shadow(
    wide,
    painted(mottled([196, 190, 200], [212, 206, 214], 34, 96)),
    at("home-compost-bin", 0.42, 0.52, 0.64),
  ),
  shadow(wide, painted(flat([236, 230, 218])), at("emoji-basket", 0.42, 0.54, 0.56)),
  shadow(wide, photo("soft-hall-0", { across: 0.4, zoom: 1.3 }), at("chicken-profile", 0.42, 0.58, 0.52)),
  shadow(wide, painted(blot([176, 150, 112], [194, 168, 130], 20, 97)), at("emoji-chair", 0.42, 0.52, 0.66)),

  large([800, 600], photo("cliff"), at("inukshuk-photo", 0.5, 0.55, 0.75), { enlarge: 3.6 }),
  large([800, 600], photo("soft-park-0"), at("cow-white", 0.5, 0.56, 0.7), { enlarge: 4 }),
  large([900, 600], photo("mountains"), at(down, 0.5, 0.52, 0.7), { enlarge: 4.6 }),
];
