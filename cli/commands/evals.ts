import { defineCommand } from "../command/define-command.ts";
import { evalsArguments, evalsOptions } from "../evals/options.ts";

/** `tramontane evals`. */
export const evals = defineCommand({
  ...evalsArguments,
  async run(given) {
    const { evals } = await import("../evals/evals.ts");
    return await evals(evalsOptions(given));
  },
});
