import { Connection } from "@temporalio/client";
import { launchStack, type Stack } from "../../cli/stack/stack.ts";
import type { Terminal } from "../../cli/terminal/terminal.ts";
import { retry } from "../../protocol/async/retry.ts";
import { connect, migrateAt, type Sql } from "../../store/mod.ts";
import type { Place } from "../../tests/support/shared-servers.ts";

const template = "tramontane_template";
const retentionSeconds = 86_400;

/** PostgreSQL and Temporal for all tests, started once. Temporal may have to be built first. */
export interface TestServers extends AsyncDisposable {
  /** Settles when PostgreSQL, or both, are ready; rejects when one does not come up. */
  until(part: "postgres" | "temporal"): Promise<void>;
  /** A migrated database and a namespace of its own for one stack. */
  createPlace(): Promise<Place>;
  dropPlace(name: string): Promise<void>;
  /** Variables of unit tests. */
  env: Readonly<Record<string, string>>;
}

/** Starts them in a folder that disposing deletes. */
export async function startTestServers(terminal: Terminal): Promise<TestServers> {
  const started = {
    postgres: Promise.withResolvers<void>(),
    temporal: Promise.withResolvers<void>(),
  };
  const stack = await launchStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-gate-" }),
    env: { ...Deno.env.toObject(), DATABASE_URL: "", TEMPORAL_ADDRESS: "" },
    parts: ["postgres", "temporal"],
    supervise: false,
    reporter: {
      progress: (part, what) => terminal.busy(`..  ${part}: ${what}`),
      ready: (part) => part in started && started[part as keyof typeof started].resolve(),
    },
  });
  stack.ready.catch((error) => Object.values(started).forEach(({ reject }) => reject(error)));
  const admin = connect(stack.urls.database, { name: "gate", max: 1 });
  const postgres = started.postgres.promise.then(() => createTemplate(admin, stack));
  const all = Promise.all([postgres, started.temporal.promise]).then(() => undefined);
  // A step awaits what it needs; the gate without such a step does not fail by it.
  for (const one of [postgres, all]) one.catch(() => undefined);
  return {
    until: (part) => part === "postgres" ? postgres : all,
    createPlace: async () => {
      await all;
      // On a busy machine the copy of the template can take longer than a connection may be silent.
      return await retry(() => createPlace(admin, stack), (attempt) => attempt < 3 ? 500 : null);
    },
    dropPlace: async (name) =>
      void await admin`drop database if exists ${admin(name)} with (force)`,
    env: {
      TEST_DATABASE_URL: stack.urls.database,
      TEST_TEMPLATE_DATABASE: template,
      TEST_TEMPORAL_ADDRESS: stack.urls.temporal,
    },
    [Symbol.asyncDispose]: async () => {
      await admin.end({ timeout: 1 });
      await stack.destroy();
    },
  };
}

async function createTemplate(admin: Sql, { urls }: Stack): Promise<void> {
  // The data ends with the gate. Tests that kill PostgreSQL have one of their own.
  for (const name of ["fsync", "full_page_writes"]) {
    await admin`alter system set ${admin(name)} = off`;
  }
  await admin`select pg_reload_conf()`;
  await admin`create database ${admin(template)}`;
  await migrateAt(databaseAt(urls.database, template));
}

async function createPlace(admin: Sql, { urls }: Stack): Promise<Place> {
  const name = `stack_${crypto.randomUUID().replaceAll("-", "")}`;
  await admin`create database ${admin(name)} template ${admin(template)}`;
  const connection = await Connection.connect({ address: urls.temporal });
  try {
    await connection.workflowService.registerNamespace({
      namespace: name,
      workflowExecutionRetentionPeriod: { seconds: retentionSeconds as never },
    });
  } finally {
    await connection.close();
  }
  return {
    name,
    databases: {
      owner: databaseAt(urls.database, name),
      api: databaseAt(urls.databases.api, name),
      worker: databaseAt(urls.databases.worker, name),
    },
    temporal: urls.temporal,
  };
}

const databaseAt = (url: string, name: string) =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;
