import type { Failure } from "../../protocol/status.ts";
import type { ToolFile } from "../file/tool-files.ts";

/** Outcome of a tool call. `result` is what the model receives, also for a failure. */
export interface ToolOutcome {
  result: string;
  output: unknown;
  failure: Failure | null;
  /** Files of the tool's answer; left out if there are none. */
  files?: readonly ToolFile[];
}
