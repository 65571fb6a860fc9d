import { fileURLToPath } from "node:url";
import { type McpConfig, mcpVariables } from "./config.ts";
import { promptsFolder } from "./prompt-folder.ts";
import { yahooHosts } from "./market/yahoo-hosts.ts";

/**
 * The flags of `deno run` for this configuration. They allow all that the process needs: its own port,
 * the market's hosts (or the stand-in), its own variables, the folder of its prompts, the files of its secrets. No
 * other file, no program, no system information.
 */
export function denoRunFlags(
  config: Pick<McpConfig, "host" | "port" | "yahooUrl"> & Partial<Pick<McpConfig, "metrics">>,
  secretFiles: readonly string[] = [],
): string[] {
  const market = config.yahooUrl === undefined ? yahooHosts : [address(config.yahooUrl)];
  const readable = [fileURLToPath(promptsFolder), ...secretFiles];
  // Port 0 asks for any free one, which only a permission for the whole host covers.
  const own = listening(config);
  const metrics = config.metrics ? [listening(config.metrics)] : [];
  return [
    "--no-prompt",
    // Deno 2.9.3 does not heed this in deno.json's `unstable`; without it each start prints a warning
    // and a request's signal fires on success too.
    "--unstable-no-legacy-abort",
    `--allow-net=${[own, ...metrics, ...market].join(",")}`,
    `--allow-env=${mcpVariables.join(",")}`,
    `--allow-read=${readable.map((path) => path.replaceAll(",", ",,"))}`,
  ];
}

const listening = ({ host, port }: { host: string; port: number }) =>
  port === 0 ? host : `${host}:${port}`;

function address(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
