import { readdir, readFile } from "node:fs/promises";
import { packageFoldersOf } from "../../deploy/image/bundled-packages.ts";

/** The licences of the packages whose files are in a bundle, as their authors require it to have. */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const notices = await Promise.all(packageFoldersOf(inputs).map(noticeOf));
  return [
    "The console of Tramontane is licensed under Apache-2.0. Its scripts contain parts of these packages.",
    ...new Set(notices.sort()),
  ].join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}

/** Name, version and licence of a package. Some publish its name only. */
async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(one));
  const text = file === undefined ? "" : await readFile(`${folder}/${file}`, "utf8");
  return `${name} ${version}, ${license}\n\n${text.trim()}`.trim();
}
