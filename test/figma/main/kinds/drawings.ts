import { blue, frameWith, type Kind, landscape, photo, red, shadow, small } from "./parts.ts";

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
