import { fileURLToPath } from "node:url";
import { addressOf, denoFlags } from "../protocol/config/deno-flags.ts";
import { type Env, filesOf, variablesOf } from "../protocol/config/field.ts";
import { promptsFolder } from "./prompt-folder.ts";
import { type McpConfig, mcpFields } from "./config.ts";
import { yahooHosts } from "./market/yahoo-hosts.ts";

type Addresses =
  & Pick<McpConfig, "host" | "port">
  & Partial<Pick<McpConfig, "metrics" | "yahooUrl">>;

/**
 * The flags of `deno run` for the MCP servers: their own ports, the market's hosts or the Yahoo emulator, their own
 * variables, the folder of their prompts, the files of their secrets; no program, no system information.
 */
export function denoRunFlags(config: Addresses, env: Env): string[] {
  const { host, port, metrics, yahooUrl } = config;
  return denoFlags({
    listens: [{ host, port }, ...(metrics ? [metrics] : [])],
    connects: yahooUrl === undefined ? yahooHosts : [addressOf(yahooUrl)],
    reads: [fileURLToPath(promptsFolder), ...filesOf(mcpFields, env)],
    env: variablesOf(mcpFields),
  });
}
