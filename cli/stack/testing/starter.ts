// A start for tests that kill it: starts two dummy programs in the folder of its argument, prints their process ids, and
// waits.
import { startGroup } from "../supervise/group.ts";
import { openHome } from "../home.ts";
import { lockHome } from "../home-lock.ts";
import { endOrphans } from "../supervise/orphans.ts";
import { dummyPart } from "./dummy-part.ts";

const home = await openHome(Deno.args[0] ?? "");
const lock = await lockHome(home.path);
const ended = await endOrphans(home.run);
const group = startGroup([dummyPart("a", "serve"), dummyPart("b", "deaf")], {
  ...home,
  stopOrder: [],
});
await group.ready;
const pids = group.parts.map(({ pid }) => pid);
console.log(JSON.stringify({ pids, ended }));
setInterval(() => lock, 60_000);
