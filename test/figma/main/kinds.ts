import { readFile } from "node:fs/promises";
import type { Effect, ImagePaint, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { encodePng } from "@stratify/imaging";
import { invert, multiply } from "../fake/matrix.ts";
import type { AnyScene } from "../fake/nodes/any-node.ts";
import type { FakeRectangle } from "../fake/nodes/fake-shape.ts";
import type { OpenFile } from "../fake/open-file.ts";
import { gif, noise, scenery } from "../pictures.ts";

/** Images of the document, by their hashes. */
interface Images {
  readonly noise: string;
  readonly scenery: string;
  readonly gif: string;
  readonly jpeg: string;
  /** Taken with the camera on its side. */
  readonly turnedJpeg: string;
  readonly cmykJpeg: string;
  /** 16 bits a channel, interlaced. */
  readonly deepPng: string;
}

/** Makes nodes as a user would, and returns the one that is to be split. */
type Kind = (file: OpenFile, images: Images) => AnyScene;

const red = { type: "SOLID", color: { r: 1, g: 0, b: 0 } } as const;
const blue = { type: "SOLID", color: { r: 0, g: 0.2, b: 1 } } as const;
const shadow: Effect = {
  type: "DROP_SHADOW",
  color: { r: 0, g: 0, b: 0, a: 0.5 },
  offset: { x: 6, y: 9 },
  radius: 4,
  visible: true,
  blendMode: "NORMAL",
};

/** A rectangle of 80 by 60 with a picture of that size. */
function photo({ figma }: OpenFile, { noise }: Images, paint: Partial<ImagePaint> = {}): FakeRectangle {
  const node = figma.createRectangle();
  node.name = "photo";
  node.resize(80, 60);
  [node.x, node.y] = [100, 50];
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: noise, ...paint }];
  return node;
}

/** A rectangle of 160 by 120 with a smooth picture, for what falls between pixels: noise would only be smeared. */
function landscape({ figma }: OpenFile, { scenery }: Pick<Images, "scenery">): FakeRectangle {
  const node = figma.createRectangle();
  node.resize(160, 120);
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: scenery }];
  return node;
}

/** A rectangle of 24 by 16 with one of the pictures of that size. */
function small({ figma }: OpenFile, imageHash: string): FakeRectangle {
  const node = figma.createRectangle();
  node.resize(24, 16);
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash }];
  return node;
}

/** A rectangle of 40 by 30 with the picture of 80 by 60. */
function dense(file: OpenFile, images: Images): FakeRectangle {
  const node = photo(file, images);
  node.resize(40, 30);
  return node;
}

/** The crop by which a picture of 200 by 150 units lies on a node, turned by 20 degrees. */
function slanted({ width, height }: { width: number; height: number }): Transform {
  const [cos, sin] = [Math.cos(0.35), Math.sin(0.35)];
  const place: Transform = [
    [200 * cos, -150 * sin, 30],
    [200 * sin, 150 * cos, -40],
  ];
  const size: Transform = [
    [width, 0, 0],
    [0, height, 0],
  ];
  return multiply(invert(place), size);
}

function frameWith(file: OpenFile, ...children: AnyScene[]) {
  const frame = file.figma.createFrame();
  frame.name = "card";
  frame.resize(120, 90);
  [frame.x, frame.y] = [-40, 20];
  for (const [index, child] of children.entries()) {
    frame.appendChild(child);
    [child.x, child.y] = [10 + 5 * index, 15];
  }
  return frame;
}

/** Nodes that show one image as it was uploaded. */
export const plainImages: Readonly<Record<string, Kind>> = {
  "a photograph": (file, images) => photo(file, images),
  "a JPEG": (file, images) => small(file, images.jpeg),
  "a PNG of 16 bits a channel": (file, images) => small(file, images.deepPng),
  "a photograph that its node crops": (file, images) => {
    const node = photo(file, images);
    node.resize(80, 30);
    return node;
  },
  "a photograph that fits into its node": (file, images) => {
    const node = photo(file, images, { scaleMode: "FIT" });
    node.resize(80, 80);
    return node;
  },
  "a cropped photograph": (file, images) =>
    photo(file, images, {
      scaleMode: "CROP",
      imageTransform: [
        [0.5, 0, 0.25],
        [0, 0.5, 0.4],
      ],
    }),
  "a photograph that is turned by its crop": (file, images) =>
    photo(file, images, {
      scaleMode: "CROP",
      imageTransform: [
        [0, 1, 0],
        [-1, 0, 1],
      ],
    }),
  "a photograph that is turned by its crop by any angle": (file, { scenery }) => {
    const node = landscape(file, { scenery });
    node.fills = [{ type: "IMAGE", scaleMode: "CROP", imageHash: scenery, imageTransform: slanted(node) }];
    return node;
  },
  "a photograph turned upside down in its node": (file, images) =>
    photo(file, images, { rotation: 180, scaleMode: "FIT" }),
  "a turned node": (file, images) => {
    const node = photo(file, images);
    node.rotation = 30;
    return node;
  },
  "a flipped node": (file, images) => {
    const node = photo(file, images);
    node.relativeTransform = [
      [-1, 0, 180],
      [0, 1, 50],
    ];
    return node;
  },
  "a node turned and flipped, with round corners": (file, images) => {
    const node = photo(file, images);
    [node.topLeftRadius, node.bottomRightRadius] = [20, 8];
    node.relativeTransform = [
      [-Math.cos(1), -Math.sin(1), 180],
      [-Math.sin(1), Math.cos(1), 50],
    ];
    return node;
  },
  "a see-through node": (file, images) => {
    const node = photo(file, images);
    node.opacity = 0.5;
    node.blendMode = "MULTIPLY";
    return node;
  },
  "a locked node between pixels": (file, images) => {
    const node = landscape(file, images);
    [node.x, node.y, node.locked] = [10.5, 3.25, true];
    return node;
  },
  "an empty frame that is filled with a picture": (file, images) => {
    const frame = file.figma.createFrame();
    frame.resize(80, 60);
    frame.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: images.noise }];
    return frame;
  },
  "a photograph in an auto layout": (file, images) => {
    const node = photo(file, images);
    const frame = frameWith(file, node, photo(file, images));
    frame.layoutMode = "HORIZONTAL";
    return node;
  },
  "a photograph in a turned frame": (file, images) => {
    const node = photo(file, images);
    frameWith(file, node).rotation = -20;
    return node;
  },
  "a photograph in a section": (file, images) => {
    const node = photo(file, images);
    const section = file.figma.createSection();
    section.resize(300, 200);
    section.appendChild(node);
    return node;
  },
  "a photograph in a group": (file, images) => {
    const node = photo(file, images);
    file.figma.group([node, file.figma.createEllipse()], file.pages[0]);
    return node;
  },
  "a photograph in an instance": (file, images) => {
    const component = file.figma.createComponent();
    component.appendChild(photo(file, images));
    const instance = component.createInstance();
    instance.x = 300;
    const [inside] = instance.children;
    if (!inside) throw new Error("an instance has what its component has");
    return inside;
  },
};

/** Nodes that are drawn as they show. */
export const drawings: Readonly<Record<string, Kind>> = {
  "a repeated picture": (file, images) => {
    const node = photo(file, images, { scaleMode: "TILE" });
    node.resize(200, 100);
    return node;
  },
  ...Object.fromEntries(
    ([90, 270] as const).map((rotation): [string, Kind] => [
      `a photograph turned in its node by ${rotation} degrees`,
      (file, images) => photo(file, images, { rotation }),
    ]),
  ),
  "a GIF": (file, images) => photo(file, images, { imageHash: images.gif }),
  "a JPEG that a camera turned": (file, images) => small(file, images.turnedJpeg),
  "a JPEG for print": (file, images) => small(file, images.cmykJpeg),
  "a photograph below a tint": (file, images) => {
    const node = photo(file, images);
    node.fills = [
      { type: "IMAGE", scaleMode: "FILL", imageHash: images.noise },
      { ...red, opacity: 0.3 },
    ];
    return node;
  },
  "a picture in an ellipse": (file, images) => {
    const node = file.figma.createEllipse();
    node.resize(80, 60);
    node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: images.noise }];
    return node;
  },
  "a frame with pictures": (file, images) => frameWith(file, photo(file, images), photo(file, images)),
  "a frame that clips": (file, images) => {
    const inside = photo(file, images);
    const frame = frameWith(file, inside);
    [inside.x, inside.y] = [70, -20];
    return frame;
  },
  "a frame that overflows": (file, images) => {
    const inside = photo(file, images);
    const frame = frameWith(file, inside);
    frame.clipsContent = false;
    [inside.x, inside.y] = [90, -20];
    return frame;
  },
  "a frame with round corners, turned": (file, images) => {
    const frame = frameWith(file, landscape(file, images));
    frame.resize(200, 160);
    frame.topLeftRadius = 30;
    frame.rotation = 25;
    return frame;
  },
  "a see-through frame between pixels": (file, images) => {
    const frame = frameWith(file, landscape(file, images));
    frame.resize(200, 160);
    [frame.x, frame.y, frame.opacity] = [12.4, -7.7, 0.6];
    return frame;
  },
  "an auto layout": (file, images) => {
    const frame = frameWith(file, photo(file, images), photo(file, images));
    frame.resize(200, 90);
    frame.itemSpacing = 12;
    frame.layoutMode = "HORIZONTAL";
    return frame;
  },
  "an instance": (file, images) => {
    const component = file.figma.createComponent();
    component.appendChild(photo(file, images));
    const instance = component.createInstance();
    instance.x = 300;
    return instance;
  },
  "a component": (file, images) => {
    const component = file.figma.createComponent();
    component.appendChild(photo(file, images));
    return component;
  },
  "a turned ellipse in an instance": (file, images) => {
    const component = file.figma.createComponent();
    const ellipse = file.figma.createEllipse();
    ellipse.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: images.scenery }];
    component.appendChild(ellipse);
    ellipse.relativeTransform = [
      [Math.cos(0.3), -Math.sin(0.3), 40],
      [Math.sin(0.3), Math.cos(0.3), 5],
    ];
    const [inside] = component.createInstance().children;
    if (!inside) throw new Error("an instance has what its component has");
    return inside;
  },
  "a group": (file, images) => file.figma.group([photo(file, images), photo(file, images)], file.pages[0]),
  "a group in a group, turned": (file, images) => {
    const group = file.figma.group([landscape(file, images)], file.pages[0]);
    const outer = file.figma.group([group, file.figma.createEllipse()], file.pages[0]);
    outer.rotation = 15;
    return outer;
  },
  "a group with a mask": (file, images) => {
    const mask = file.figma.createEllipse();
    [mask.x, mask.y, mask.isMask] = [95, 40, true];
    return file.figma.group([mask, photo(file, images)], file.pages[0]);
  },
  "a mask by itself": (file, images) => {
    const mask = file.figma.createEllipse();
    mask.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: images.noise }];
    mask.isMask = true;
    file.figma.group([mask, photo(file, images)], file.pages[0]);
    return mask;
  },
  "a section": (file, images) => {
    const section = file.figma.createSection();
    section.resize(200, 120);
    section.appendChild(photo(file, images));
    return section;
  },
  "a node with a shadow": (file, images) => {
    const node = photo(file, images);
    node.effects = [shadow];
    return node;
  },
  "a node with a shadow between pixels": (file, images) => {
    const node = landscape(file, images);
    [node.x, node.y, node.effects] = [10.3, 4.6, [shadow]];
    return node;
  },
  "a turned node with a shadow": (file, images) => {
    const node = landscape(file, images);
    node.effects = [shadow];
    node.rotation = 40;
    return node;
  },
  "a see-through node with an outline": (file, images) => {
    const node = photo(file, images);
    node.strokes = [blue];
    [node.strokeAlign, node.strokeWeight, node.opacity] = ["OUTSIDE", 5, 0.7];
    return node;
  },
  "a blurred node": (file, images) => {
    const node = photo(file, images);
    node.effects = [{ type: "LAYER_BLUR", blurType: "NORMAL", radius: 5, visible: true }];
    return node;
  },
  "a node with fills that differ": (file) => {
    const node = file.figma.createRectangle();
    file.user.mixFills(node);
    return node;
  },
  "a frame wider than Figma's images": (file) => {
    const frame = file.figma.createFrame();
    frame.resize(4500, 6);
    frame.fills = [blue];
    return frame;
  },
};

/** Nodes with a picture that has two pixels a unit. */
export const fine: Readonly<Record<string, Kind>> = {
  "a photograph": (file, images) => dense(file, images),
  "a photograph in a frame": (file, images) => {
    const frame = frameWith(file, dense(file, images));
    frame.fills = [];
    return frame;
  },
  "a photograph in a group in an instance": (file, images) => {
    const component = file.figma.createComponent();
    component.appendChild(dense(file, images));
    file.figma.group([...component.children], component);
    return component.createInstance();
  },
};

/** Nodes that can't be split, and the code that says why. */
export const refusals: Readonly<Record<string, readonly [code: string, kind: Kind]>> = {
  "a hidden node": [
    "hidden",
    (file, images) => {
      const node = photo(file, images);
      node.visible = false;
      return node;
    },
  ],
  "a node in a hidden frame": [
    "inside-hidden",
    (file, images) => {
      const node = photo(file, images);
      frameWith(file, node).visible = false;
      return node;
    },
  ],
  "an empty frame without a fill": [
    "empty",
    (file) => {
      const frame = file.figma.createFrame();
      frame.fills = [];
      return frame;
    },
  ],
  "a frame with hidden children only": [
    "empty",
    (file, images) => {
      const node = photo(file, images);
      const frame = frameWith(file, node);
      node.visible = false;
      frame.fills = [{ ...red, visible: false }];
      return frame;
    },
  ],
  "a node that nobody sees": [
    "empty",
    (file, images) => {
      const node = photo(file, images);
      node.opacity = 0;
      return node;
    },
  ],
  "a video": [
    "video",
    ({ figma }) => {
      const node = figma.createRectangle();
      node.fills = [{ type: "VIDEO", scaleMode: "FILL", videoHash: "1" }];
      return node;
    },
  ],
};

const fixture = async (name: string) =>
  Uint8Array.from(await readFile(new URL(`../../fixtures/pictures/${name}`, import.meta.url)));

/** A JPEG with a tag that says that it is to be turned by a quarter. */
function turned(jpeg: Uint8Array): Uint8Array {
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  const tag = [...letters("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"), 6, 0, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, tag.length + 2, ...tag, ...jpeg.subarray(2)]);
}

/** Makes a node of a kind in a file, as a user's one step. */
export async function makeKind(file: OpenFile, kind: Kind): Promise<AnyScene> {
  const jpeg = await fixture("plain.jpg");
  const files = {
    noise: await encodePng(noise(80, 60)),
    scenery: await encodePng(scenery(160, 120)),
    gif: gif(80, 60),
    jpeg,
    turnedJpeg: turned(jpeg),
    cmykJpeg: await fixture("cmyk-adobe.jpg"),
    deepPng: await fixture("deep-interlaced.png"),
  };
  const add = (bytes: Uint8Array) => file.figma.createImage(bytes).hash;
  return file.user.change(() =>
    kind(file, {
      noise: add(files.noise),
      scenery: add(files.scenery),
      gif: add(files.gif),
      jpeg: add(files.jpeg),
      turnedJpeg: add(files.turnedJpeg),
      cmykJpeg: add(files.cmykJpeg),
      deepPng: add(files.deepPng),
    }),
  );
}
