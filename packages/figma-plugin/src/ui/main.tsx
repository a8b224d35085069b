import { render } from "preact";
import { App } from "./app/app.tsx";
import { openServices } from "./app/open-services.ts";
import { ServicesContext } from "./app/services.ts";

const { services, said } = openServices();
const place = document.getElementById("app");
if (place) {
  const tree = (
    <ServicesContext.Provider value={services}>
      <App said={said} />
    </ServicesContext.Provider>
  );
  render(tree, place);
}
