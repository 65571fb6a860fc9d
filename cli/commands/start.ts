import { defineCommand } from "../command/define-command.ts";
import { startArguments, startOptions } from "../start/options.ts";

/** `tramontane start`. */
export const start = defineCommand({
  ...startArguments,
  async run({ values }, args) {
    const { start } = await import("../start/start.ts");
    return await start(startOptions(values), args);
  },
});
