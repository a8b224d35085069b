import { h, render } from "preact";
import { App } from "./app.tsx";
import { openServices } from "./open-services.ts";
import { ServicesContext } from "./services.ts";

/**
 * Draws the window's inside in a place of the page, which may hold a picture of it already.
 *
 * @param opened what the views share
 */
export function start(place: HTMLElement, { services, said } = openServices()): void {
  render(h(ServicesContext.Provider, { value: services }, h(App, { said })), place);
}
