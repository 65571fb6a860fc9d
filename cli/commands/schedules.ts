import { defineCommand } from "../command/define-command.ts";
import { schedulesArguments, scheduleTask } from "../schedules/arguments.ts";

/** `tramontane schedules`. */
export const schedules = defineCommand({
  ...schedulesArguments,
  async run(given) {
    const { runScheduleTask } = await import("../schedules/schedules.ts");
    const { atServer } = await import("../at-server.ts");
    const { json = false } = given.values;
    const print = console.log;
    await atServer(
      given.values.url,
      (url) => runScheduleTask(url, scheduleTask(given), { json, print }),
    );
    return 0;
  },
});
