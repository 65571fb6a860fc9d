// The permissions that the MCP servers need as they are configured, one flag of `deno run` a line.
import { loadMcpConfig, mcpSecrets } from "../../mcp/config.ts";
import { denoRunFlags } from "../../mcp/permissions.ts";
import { secretPaths } from "../../telemetry/secret-files.ts";
import { printFlags } from "./print-flags.ts";

printFlags((env, read) => denoRunFlags(loadMcpConfig(env, read), secretPaths(env, mcpSecrets)));
