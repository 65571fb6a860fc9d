import { defineCommand } from "../command/define-command.ts";
import { researchArguments, researchOptions } from "../research/options.ts";

/** `tramontane research`. */
export const research = defineCommand({
  ...researchArguments,
  async run(given) {
    const { research } = await import("../research/research.ts");
    return await research(researchOptions(given));
  },
});
