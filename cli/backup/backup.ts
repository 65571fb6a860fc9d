import type { StartConfig } from "../config/config.ts";
import { lockHome } from "../stack/home-lock.ts";
import { withDatabase } from "./database.ts";
import { dumpIntoFolder, loadFromFolder } from "./postgres-folder.ts";
import { copyTemporal, restoreTemporal } from "./temporal-file.ts";

/** A store that can be backed up and restored. */
export type Store = "postgres" | "temporal";

type StoreSettings = Pick<
  StartConfig,
  "databaseUrl" | "migrationDatabaseUrl" | "temporalAddress" | "home"
>;

const inFolder = (folder: string, store: Store) => `${folder}/${store}`;

/**
 * Copies both stores into a new folder while the processes run. Each copy is a consistent snapshot, but not of the same
 * moment. Reports its steps. Throws when a step fails; `restore` refuses an incomplete backup.
 */
export async function backup(
  config: StoreSettings,
  folder: string,
  report: (line: string) => void,
) {
  await Deno.mkdir(folder, { mode: 0o700 });
  const { at, tables } = await withDatabase(
    config,
    (url) => dumpIntoFolder(url, inFolder(folder, "postgres")),
  );
  report(`PostgreSQL: ${tables.length} tables, as of ${at}`);
  if (config.temporalAddress) {
    return report("Temporal: external, not copied; see docs/operations.md");
  }
  const copied = await copyTemporal(config.home, inFolder(folder, "temporal"));
  report(
    copied ? "Temporal: copied" : "Temporal: it has no file, and a restore works without it",
  );
}

/**
 * Restores one store or both; no process may run. Throws an AlreadyRunningError or RestoreError, and then has not changed
 * that store.
 */
export async function restore(
  config: StoreSettings,
  folder: string,
  stores: readonly Store[],
  report: (line: string) => void,
): Promise<void> {
  await refuseWhileRunning(config.home);
  if (stores.includes("postgres")) {
    const { at } = await withDatabase(
      config,
      (url) => loadFromFolder(url, inFolder(folder, "postgres")),
    );
    report(`PostgreSQL: as of ${at}, with a new epoch: readers with newer cursors query again`);
  }
  if (!stores.includes("temporal")) return;
  if (config.temporalAddress) return report("Temporal: external, not changed");
  using _ = await lockHome(config.home);
  const version = await restoreTemporal(config.home, inFolder(folder, "temporal"));
  report(`Temporal: restored, version ${version}`);
}

async function refuseWhileRunning(home: string) {
  await Deno.mkdir(home, { recursive: true, mode: 0o700 });
  (await lockHome(home))[Symbol.dispose]();
}
