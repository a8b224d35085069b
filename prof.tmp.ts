import { benchOverhead } from "./test/bench/overhead/overhead.ts";
let n=0; await benchOverhead((l)=>{console.log(l); if(++n===4) process.exit()});
