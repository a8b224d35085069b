import { frameWith, type Kind, landscape, photo, slanted, small } from "./parts.ts";

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
