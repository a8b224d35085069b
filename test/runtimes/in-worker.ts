import { watchedJourney } from "./watched-journey.ts";

watchedJourney().then(postMessage, (error) => reportError(error));
