import { agentsArguments, agentsOptions } from "../agents/options.ts";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane agents`. */
export const agents = defineCommand({
  ...agentsArguments,
  // 2 says that `plan` found changes.
  usageCode: 1,
  async run(given) {
    const { outcomeLines, runAgents } = await import("../agents/run.ts");
    const { serverAddress, unreachableLines } = await import("../server-address.ts");
    const options = agentsOptions(given, await serverAddress());
    const { code, outcomes } = await runAgents(options).catch((error) => {
      const lines = unreachableLines(error, options.url);
      throw lines ? new Error(lines.join("\n")) : error;
    });
    if (options.json) console.log(JSON.stringify({ code, agents: outcomes }, null, 2));
    else console.log(outcomes.flatMap(outcomeLines).join("\n") || "No files.");
    return code;
  },
});
