// Prints the permissions that the MCP servers need with this configuration, one flag of `deno run` per line.
import { loadMcpConfig } from "../../mcp/config.ts";
import { denoRunFlags } from "../../mcp/permissions.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) => denoRunFlags(loadMcpConfig(env, read), env));
