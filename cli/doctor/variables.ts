import type { Env } from "../config/config.ts";
import { variableWarnings } from "../start/preflight.ts";
import { type Finding, note, ok } from "./finding.ts";

/** Names in `.env` and the shell: a note for each unknown name. */
export async function checkVariables(env: Env, root: string): Promise<Finding[]> {
  const warnings = await variableWarnings(env, root);
  if (warnings.length === 0) return [ok("variables", "every name in .env is known")];
  return warnings.map((warning) => note("variables", warning));
}
