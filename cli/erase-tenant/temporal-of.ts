import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import type { StartConfig } from "../config/config.ts";
import { readRunFile } from "../run-file.ts";
import { taskCommand } from "../task-command.ts";

/** How Temporal is reached: the configured one, or that of the running start. Throws if neither is known. */
export async function temporalOf(
  { temporalConnection, temporalNamespace: namespace, home }: StartConfig,
): Promise<TemporalConnection> {
  if (temporalConnection) return temporalConnection;
  const address = (await readRunFile(home))?.urls.temporal;
  if (address) return { address, namespace, tls: null, apiKey: null };
  throw new Error(
    `Temporal is not known: run \`${taskCommand("start")}\`, or set TEMPORAL_ADDRESS.`,
  );
}
