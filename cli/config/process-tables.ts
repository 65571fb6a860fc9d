import { mcpFields } from "../../mcp/config.ts";
import type { Table } from "../../protocol/config/field.ts";
import { sandboxFields } from "../../sandbox/config.ts";
import { apiFields } from "../../src/config.ts";
import { workerFields } from "../../worker/config.ts";

/** The variables of the processes that a start runs. */
export const processTables: Readonly<Record<string, Table>> = {
  api: apiFields,
  worker: workerFields,
  mcp: mcpFields,
  sandbox: sandboxFields,
};
