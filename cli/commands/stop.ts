// `deno task stop`: ends the start that runs, and whatever one that was killed left behind.
import { here } from "../config/load-config-or-exit.ts";
import { requireKnownArguments } from "../options/known-arguments.ts";
import { stopRunning } from "../stop/stop.ts";

requireKnownArguments("stop");
Deno.exit(await stopRunning((await here()).home, console.log));
