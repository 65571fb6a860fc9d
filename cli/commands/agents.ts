// `deno task agents plan|apply [folder] [--url=...] [--json]`: agents as files, through the public API.
import { agentsOptions, exitCodes, outcomeLines, runAgents } from "../agents/run.ts";

try {
  const options = agentsOptions(Deno.args, Deno.env.toObject());
  const { code, outcomes } = await runAgents(options);
  if (options.json) console.log(JSON.stringify({ code, agents: outcomes }, null, 2));
  else console.log(outcomes.flatMap(outcomeLines).join("\n") || "No files.");
  Deno.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  Deno.exitCode = exitCodes.failed;
}
