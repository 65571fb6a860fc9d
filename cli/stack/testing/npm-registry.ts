// An npm registry on this machine that serves one package, for tests of downloads with npm.
import { createHash } from "node:crypto";
import { runCommand } from "../supervise/run-command.ts";

/** A running registry; `requests` are the requested paths. */
export interface TestRegistry extends AsyncDisposable {
  readonly url: string;
  readonly requests: string[];
}

/** Serves a package whose `bin/node` is the given shell script; with `damaged`, the bytes do not match the checksum. */
export async function startTestRegistry(
  { name, version }: { name: string; version: string },
  script: string,
  damaged = false,
): Promise<TestRegistry> {
  const tarball = await packageOf(name, version, script);
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const requests: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { origin, pathname } = new URL(request.url);
    requests.push(pathname);
    if (pathname.endsWith(".tgz")) return new Response(damaged ? tarball.slice(1) : tarball);
    const dist = { tarball: `${origin}/${name}.tgz`, integrity };
    const versions = { [version]: { name, version, bin: { node: "bin/node" }, dist } };
    return Response.json({ name, "dist-tags": { latest: version }, versions });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function packageOf(name: string, version: string, script: string) {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-package-" });
  try {
    await Deno.mkdir(`${folder}/package/bin`, { recursive: true });
    await Deno.writeTextFile(`${folder}/package/package.json`, JSON.stringify({ name, version }));
    await writeProgram(`${folder}/package/bin/node`, script);
    await runCommand("tar", ["-czf", "package.tgz", "package"], { cwd: folder });
    return await Deno.readFile(`${folder}/package.tgz`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes an executable shell script. */
export async function writeProgram(path: string, script: string): Promise<void> {
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}
