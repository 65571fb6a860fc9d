// `deno task stop`: ends the start that runs, and whatever one that was killed left behind.
import { here } from "./here.ts";
import { stopRunning } from "./stop/stop.ts";

Deno.exit(await stopRunning((await here()).home, console.log));
