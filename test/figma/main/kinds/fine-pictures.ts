import { blue, dense, frameWith, type Kind } from "./parts.ts";

/** Nodes that are worth two pixels a unit. */
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
  "a graphic without pictures": ({ figma }) => {
    const frame = figma.createFrame();
    frame.resize(60, 40);
    const ellipse = figma.createEllipse();
    [ellipse.fills, ellipse.x] = [[blue], -20];
    frame.appendChild(ellipse);
    return frame;
  },
};
