// Builds the tree of its argument in a process of its own, and prints the folder; for tests.
import { nodeBuild } from "../node-build.ts";

console.log(await nodeBuild(Deno.args[0] ?? ""));
