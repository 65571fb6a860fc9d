import { defineCommand } from "../command/define-command.ts";
import { researchArguments, researchOptions } from "../research/options.ts";

/** `tramontane research`. */
export const research = defineCommand({
  ...researchArguments,
  async run(given) {
    if (given.values["symbols-list"]) {
      const { symbolsList } = await import("../research/symbols-list.ts");
      return await symbolsList();
    }
    const { research } = await import("../research/research.ts");
    return await research(researchOptions(given));
  },
});
