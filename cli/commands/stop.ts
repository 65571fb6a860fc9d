import { defineCommand } from "../command/define-command.ts";

/** `tramontane stop`. */
export const stop = defineCommand({
  name: "stop",
  summary: "Stops the start that runs, and processes that a killed start left behind",
  options: {},
  async run() {
    const { loadConfig } = await import("../config/load-config.ts");
    const { stopRunning } = await import("../stop/stop.ts");
    return await stopRunning((await loadConfig()).home, console.log);
  },
});
