import { benchOverhead } from "./overhead/overhead.ts";

console.log(await benchOverhead(console.log));
