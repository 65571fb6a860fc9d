// Builds the tree of its argument and says where: a start of its own, for tests.
import { nodeBuild } from "../node-build.ts";

console.log(await nodeBuild(Deno.args[0] ?? ""));
