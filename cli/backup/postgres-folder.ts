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
 * Copies a database into a new folder that only the owner can read. The manifest is written last: a folder without one is
 * incomplete.
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

/** Replaces the content of the database by a backup, like `loadDatabase`. Throws when the folder has none. */
export async function loadFromFolder(url: string, folder: string): Promise<Manifest> {
  const manifest = readJson<Manifest>(manifestFile(folder));
  if (!manifest) throw new Error(`${folder} holds no finished backup of PostgreSQL`);
  if (manifest.format !== 1) throw new Error(`the backup in ${folder} has another format`);
  await loadDatabase(url, manifest, async (table, into) => {
    await pipeline(createReadStream(rowsFile(folder, table)), createGunzip(), into);
  });
  return manifest;
}
