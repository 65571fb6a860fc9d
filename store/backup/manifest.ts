import { readFile, writeFile } from "node:fs/promises";

/** A table of a backup; its rows are in `<name>.copy.gz`, in PostgreSQL's text format. */
export interface BackedUpTable {
  name: string;
  columns: string[];
}

/** What a backup's folder holds. Written last: a folder without it is no backup. */
export interface Manifest {
  format: 1;
  /** ISO instant of the snapshot, by the database's clock. */
  at: string;
  /** Applied to the database that was backed up. */
  migrations: string[];
  tables: BackedUpTable[];
  /** Where sequences stood. */
  sequences: { name: string; value: number }[];
}

const fileOf = (folder: string) => `${folder}/manifest.json`;

/** Where a table's rows are. */
export const rowsFile = (folder: string, table: string) => `${folder}/${table}.copy.gz`;

/** Ends a backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(fileOf(folder), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
}

/** Reads what a backup holds. Throws when the folder is none, or one of another format. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(fileOf(folder), "utf8").catch((cause) => {
    throw new Error(`${folder} holds no finished backup of PostgreSQL`, { cause });
  });
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1) throw new Error(`the backup in ${folder} has another format`);
  return manifest;
}
