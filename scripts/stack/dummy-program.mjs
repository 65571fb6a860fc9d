// Stands in for a part in tests: answers /readyz, and does what its argument says.
//   serve           until it is told to stop
//   deaf            ignores SIGTERM
//   die             ends at once with code 3
import { createServer } from "node:http";
import process from "node:process";

const [mode, port] = process.argv.slice(2);
console.log(`dummy ${mode} begins`);
if (mode === "die") process.exit(3);
process.on("SIGTERM", () => {
  console.log("asked to stop");
  if (mode !== "deaf") process.exit(0);
});
createServer((_, answer) => answer.end("{}")).listen(Number(port), "127.0.0.1");
