import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { dumpDatabase } from "../../store/backup/dump.ts";
import { loadDatabase } from "../../store/backup/load.ts";
import type { Manifest } from "../../store/backup/manifest.ts";
import { readJson, writeJson } from "../stack/home.ts";

const manifestFile = (folder: string) => `${folder}/manifest.json`;
const rowsFile = (folder: string, table: string) => `${folder}/${table}.copy.gz`;

/**
 * Backs a database up into a folder, which must not exist; only its owner may read it. The manifest comes last: a
 * folder without one is no backup.
 */
export async function dumpIntoFolder(url: string, folder: string): Promise<Manifest> {
  await Deno.mkdir(folder, { mode: 0o700 });
  const manifest = await dumpDatabase(url, async (table, rows) => {
    const file = createWriteStream(rowsFile(folder, table), { mode: 0o600 });
    await pipeline(rows, createGzip({ level: 3 }), file);
  });
  writeJson(manifestFile(folder), manifest);
  return manifest;
}

/** Puts such a backup in the place of all that is in the database, as `loadDatabase` does. Throws when it is none. */
export async function loadFromFolder(url: string, folder: string): Promise<Manifest> {
  const manifest = readJson<Manifest>(manifestFile(folder));
  if (!manifest) throw new Error(`${folder} holds no finished backup of PostgreSQL`);
  if (manifest.format !== 1) throw new Error(`the backup in ${folder} has another format`);
  await loadDatabase(url, manifest, async (table, into) => {
    await pipeline(createReadStream(rowsFile(folder, table)), createGunzip(), into);
  });
  return manifest;
}
