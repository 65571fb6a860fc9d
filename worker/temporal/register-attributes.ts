import type { Client, Connection } from "@temporalio/client";
import { searchAttributeNames } from "../../protocol/temporal/workflow-start.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** INDEXED_VALUE_TYPE_KEYWORD of Temporal's API. */
const keyword = 2;

/**
 * Registers missing search attributes at the start of a worker. If Temporal does not permit it, for example because
 * operators register them, that is logged: workflows are started without them until they exist.
 */
export async function registerSearchAttributes(
  client: Client,
  namespace: string,
  log: Logger,
): Promise<void> {
  const { operatorService } = client.connection as Connection;
  try {
    await client.withDeadline(Date.now() + 10_000, async () => {
      const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
      const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
      if (missing.length === 0) return;
      const searchAttributes = Object.fromEntries(missing.map((name) => [name, keyword]));
      await operatorService.addSearchAttributes({ namespace, searchAttributes });
      log.info("temporal.search_attributes_registered", { names: missing });
    });
  } catch (error) {
    log.warn("temporal.search_attributes_registration_failed", {
      names: searchAttributeNames,
      ...errorFields(error),
    });
  }
}
