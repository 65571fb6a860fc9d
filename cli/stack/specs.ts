import type { PartSpec } from "./supervise/part.ts";
import { type Instances, instancesOf, type PartName, partsFor, type Plan } from "./process-plan.ts";
import { postgresPart } from "./postgres/postgres.ts";
import { checkExternalPostgres } from "./postgres/check-external-postgres.ts";
import { temporalProbe } from "./supervise/probes.ts";
import { apiPart, mcpPart, sandboxPart, workerPart } from "./product-parts.ts";
import { temporalPart } from "./temporal/dev-server.ts";
import { temporalServerPart } from "./temporal/server.ts";
import { noUi } from "./temporal/web-ui.ts";

/** Which parts, how many of each, whether downloads are allowed, and whether Temporal serves its web UI. */
export interface Choice {
  parts?: readonly PartName[];
  instances?: Instances;
  offline?: boolean;
  ui?: boolean;
}

/** The parts of a plan, one for each process or external server. */
export function specsFor(plan: Plan, options: Choice): PartSpec[] {
  return parts(plan, options).flatMap((part) =>
    instancesOf(part, options.instances ?? {}).map((name) => specFor(plan, part, name, options))
  );
}

const parts = (plan: Plan, options: Choice) => options.parts ?? partsFor(plan.config);

function specFor(plan: Plan, part: PartName, name: string, options: Choice): PartSpec {
  switch (part) {
    case "postgres":
      return postgresSpec(
        plan,
        parts(plan, options).some((one) => one === "api" || one === "worker"),
      );
    case "temporal":
      return temporalSpec(plan, options);
    case "sandbox":
      return sandboxPart(plan);
    case "mcp":
      return mcpPart(plan);
    case "worker":
      return workerPart(plan, name);
    case "api":
      return apiPart(plan, name);
  }
}

/** `migrates`: a part needs the schema of this release, and its role may not create it. */
function postgresSpec({ config, home, ports, secrets }: Plan, migrates: boolean): PartSpec {
  const { databaseUrl: url, migrationDatabaseUrl } = config;
  if (url) return checkExternalPostgres(url, migrates ? migrationDatabaseUrl : undefined);
  const port = ports.postgres ?? 0;
  return postgresPart({ home, port, password: secrets.databasePassword, roles: secrets, migrates });
}

function temporalSpec(
  { config, home, logs, ports, urls, env }: Plan,
  { offline = false, ui = false }: Choice,
): PartSpec {
  const namespace = config.temporalNamespace;
  if (config.temporalConnection) {
    const ready = temporalProbe(config.temporalConnection);
    const spec = elsewhere("temporal", "TEMPORAL_ADDRESS", ready);
    return { ...spec, ...(ui && { web: () => noUi.elsewhere }) };
  }
  if (config.temporalServer === "postgres") {
    const databaseUrl = urls.database;
    const spec = temporalServerPart({ home, logs, ports, databaseUrl, namespace, env, offline });
    return { ...spec, ...(ui && { web: () => noUi.ofServer }) };
  }
  const [port = 0, httpPort = 0, metricsPort = 0] = ["", "-http", "-metrics"].map((end) =>
    ports[`temporal${end}`]
  );
  const of = { home, logs, port, httpPort, metricsPort, namespace, env, offline };
  return temporalPart({ ...of, ...(ui && { uiPort: ports["temporal-ui"] }) });
}

function elsewhere(name: string, variable: string, ready: PartSpec["ready"]): PartSpec {
  return {
    name,
    ready,
    readyWithinMs: 30_000,
    source: () => variable,
    advice: `is ${variable} right, and does the server run?`,
  };
}
