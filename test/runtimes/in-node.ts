import { journey } from "./journey.ts";

let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const report = await journey(JSON.parse(input));
process.stdout.write(JSON.stringify({ version: process.version, report }));
