import { defineCommand } from "../command/define-command.ts";
import { taskCommand } from "../task-command.ts";

/** `tramontane reset`. */
export const reset = defineCommand({
  name: "reset",
  summary: "Deletes the state folder with every agent and conversation in it",
  options: { yes: { type: "flag", description: "ask no question" } },
  async run({ values }) {
    const { loadConfig } = await import("../config/load-config.ts");
    const { removeHome } = await import("../stack/remove-home.ts");
    const { home } = await loadConfig();
    const question = `Delete ${home} with every agent and conversation in it?`;
    if (!values.yes && !(Deno.stdin.isTerminal() && confirm(question))) {
      console.error(
        `nothing was deleted; \`${taskCommand("reset --yes")}\` deletes without a question`,
      );
      return 1;
    }
    try {
      await removeHome(home);
      console.log(`deleted ${home}`);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      console.log(`there is no ${home}`);
    }
    return 0;
  },
});
