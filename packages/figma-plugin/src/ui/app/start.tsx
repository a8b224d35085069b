import { render } from "preact";
import { App } from "./app.tsx";
import { openServices } from "./open-services.ts";
import { ServicesContext } from "./services.ts";

/** Opens the window's inside in a place of the page, which may hold a picture of it already. */
export function start(place: HTMLElement): void {
  const { services, said } = openServices();
  const tree = (
    <ServicesContext.Provider value={services}>
      <App said={said} />
    </ServicesContext.Provider>
  );
  render(tree, place);
}
