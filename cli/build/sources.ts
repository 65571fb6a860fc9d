const files = ["import_map.json", "deno.lock"];
const skippedFolders = ["histories", "testing", "tests"];

/** A hash of all inputs of a build whose sources are in these folders, without tests; sixteen hex digits. */
export async function buildKey(root: string, folders: readonly string[]): Promise<string> {
  const paths = [...files, ...(await Promise.all(folders.map((f) => sources(root, f)))).flat()];
  const digests = await Promise.all(
    paths.sort().map(async (path) =>
      `${path} ${await digest(await Deno.readFile(`${root}/${path}`))}`
    ),
  );
  return (await digest(new TextEncoder().encode(digests.join("\n")))).slice(0, 16);
}

async function sources(root: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory && !skippedFolders.includes(name)) found.push(...await sources(root, path));
    if (!isDirectory && /(?<!\.test)\.(tsx?|mjs|json|css|svg|html)$/.test(name)) found.push(path);
  }
  return found;
}

async function digest(bytes: BufferSource): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
