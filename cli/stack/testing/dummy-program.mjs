// The program of a part in tests: answers /readyz, and behaves as its argument says.
//   serve           runs until it is asked to stop
//   deaf            ignores SIGTERM
//   die             ends at once with code 3
//   parent          serves, and leaves a deaf child behind
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import process from "node:process";

const [mode, port] = process.argv.slice(2);
console.log(`dummy ${mode} begins`);
if (mode === "die") process.exit(3);
if (mode === "parent") {
  console.log("child", spawn(process.execPath, [process.argv[1], "deaf", "0"]).pid);
}
process.on("SIGTERM", () => {
  console.log("asked to stop");
  if (mode !== "deaf") process.exit(0);
});
createServer((_, answer) => answer.end("{}")).listen(Number(port), "127.0.0.1");
