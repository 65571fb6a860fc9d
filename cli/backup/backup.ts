import type { StartConfig } from "../config/config.ts";
import { lockHome } from "../stack/home-lock.ts";
import { withDatabase } from "./database.ts";
import { dumpIntoFolder, loadFromFolder } from "./postgres-folder.ts";
import { copyTemporal, restoreTemporal } from "./temporal-file.ts";

/** What a backup is of, or a restore. */
export type Store = "postgres" | "temporal";

type StoreSettings = Pick<
  StartConfig,
  "databaseUrl" | "migrationDatabaseUrl" | "temporalAddress" | "home"
>;

const inFolder = (folder: string, store: Store) => `${folder}/${store}`;

/**
 * Writes both stores into a new folder while all goes on, each as of one moment, not of the same. Tells what it did,
 * line by line. Throws when something goes wrong: what is not finished is refused by `restore`.
 */
export async function backup(config: StoreSettings, folder: string, tell: (line: string) => void) {
  await Deno.mkdir(folder, { mode: 0o700 });
  const { at, tables } = await withDatabase(
    config,
    (url) => dumpIntoFolder(url, inFolder(folder, "postgres")),
  );
  tell(`PostgreSQL: ${tables.length} tables, as of ${at}`);
  if (config.temporalAddress) {
    return tell("Temporal: elsewhere, not copied; see docs/operations.md");
  }
  const copied = await copyTemporal(config.home, inFolder(folder, "temporal"));
  tell(
    copied ? "Temporal: copied" : "Temporal: there is no file of it, and it can be done without",
  );
}

/**
 * Puts one store or both back; nothing of ours may run. Throws AlreadyRunningError or RestoreError, and has changed
 * nothing of that store then.
 */
export async function restore(
  config: StoreSettings,
  folder: string,
  stores: readonly Store[],
  tell: (line: string) => void,
): Promise<void> {
  await refuseWhileRunning(config.home);
  if (stores.includes("postgres")) {
    const { at } = await withDatabase(
      config,
      (url) => loadFromFolder(url, inFolder(folder, "postgres")),
    );
    tell(`PostgreSQL: as of ${at}, under another epoch: readers with newer cursors query again`);
  }
  if (!stores.includes("temporal")) return;
  if (config.temporalAddress) return tell("Temporal: elsewhere, not touched");
  using _ = await lockHome(config.home);
  const version = await restoreTemporal(config.home, inFolder(folder, "temporal"));
  tell(`Temporal: put back, of version ${version}`);
}

async function refuseWhileRunning(home: string) {
  await Deno.mkdir(home, { recursive: true, mode: 0o700 });
  (await lockHome(home))[Symbol.dispose]();
}
