import assert from "node:assert/strict";
import { test } from "node:test";
import { platformOf } from "../platform.ts";
import { runCommand } from "../supervise/run-command.ts";
import { canBuild } from "../../../dev/offline/build-temporal.ts";
import { archiveUrl, cachedName, serverVersion } from "./release.ts";
import { findTemporal, NoTemporalError, type TemporalSearch } from "./find-temporal.ts";

const here = platformOf(Deno.build.os, Deno.build.arch);
const printed = (server: string) => `temporal version 9.9.9 (Server ${server}, UI 2.42.1)`;

/** A program that prints the version of Temporal with this server. */
async function fakeTemporal(path: string, server: string): Promise<void> {
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await Deno.writeTextFile(path, `#!/bin/sh\necho '${printed(server)}'\n`, { mode: 0o755 });
}

/** A search with an empty cache, no network, and the variables of `env`. */
async function search(env: Record<string, string> = {}): Promise<TemporalSearch> {
  const cache = await Deno.makeTempDir();
  return {
    env: { XDG_CACHE_HOME: cache, PATH: "/nowhere", ...env },
    buildLog: `${cache}/build.log`,
    progress: () => undefined,
    signal: AbortSignal.timeout(30_000),
    offline: true,
  };
}

const cached = ({ env }: TemporalSearch) => `${env.XDG_CACHE_HOME}/tramontane/${cachedName(here)}`;

test("TEMPORAL_CLI_PATH has precedence over PATH and cache", async () => {
  const folder = await Deno.makeTempDir();
  await fakeTemporal(`${folder}/given`, "1.0.1");
  await fakeTemporal(`${folder}/bin/temporal`, "1.0.2");
  const asked = await search({ TEMPORAL_CLI_PATH: `${folder}/given`, PATH: `${folder}/bin` });
  await fakeTemporal(cached(asked), "1.0.3");
  assert.deepEqual(await findTemporal(asked), {
    path: `${folder}/given`,
    source: "TEMPORAL_CLI_PATH",
    server: "1.0.1",
    ui: "2.42.1",
  });
});

test("a TEMPORAL_CLI_PATH that is not Temporal is a fault, and no other source is tried", async () => {
  const asked = await search({ TEMPORAL_CLI_PATH: "/bin/true" });
  await fakeTemporal(cached(asked), "1.0.3");
  await assert.rejects(findTemporal(asked), /TEMPORAL_CLI_PATH=\/bin\/true is no Temporal/);
});

test("temporal on PATH has precedence over the cache", async () => {
  const folder = await Deno.makeTempDir();
  await fakeTemporal(`${folder}/temporal`, "1.0.2");
  const asked = await search({ PATH: folder });
  await fakeTemporal(cached(asked), "1.0.3");
  assert.equal((await findTemporal(asked)).source, "PATH");
});

test("the cache has precedence over a download", async () => {
  const asked = await search();
  await fakeTemporal(cached(asked), "1.0.3");
  assert.deepEqual(await findTemporal(asked), {
    path: cached(asked),
    source: "cache",
    server: "1.0.3",
    ui: "2.42.1",
  });
});

test("a missing program is downloaded from the release's address and cached", async () => {
  const folder = await Deno.makeTempDir();
  await fakeTemporal(`${folder}/temporal`, "1.0.4");
  await runCommand("tar", ["-czf", `${folder}/a.tar.gz`, "-C", folder, "temporal"]);
  const bytes = await Deno.readFile(`${folder}/a.tar.gz`);
  const asked: string[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => undefined },
    (request) => (asked.push(new URL(request.url).pathname), new Response(bytes)),
  );
  const releases = `http://127.0.0.1:${server.addr.port}`;
  const online = { ...await search(), offline: false, releases };
  assert.equal((await findTemporal(online)).source, "download");
  assert.equal((await findTemporal(online)).source, "cache");
  assert.deepEqual(asked, [new URL(archiveUrl(releases, here)).pathname]);
});

test("without any source one error lists what was tried and what helps", async () => {
  await assert.rejects(
    findTemporal(await search()),
    (error) =>
      error instanceof NoTemporalError &&
      /--offline[\s\S]*TEMPORAL_ADDRESS[\s\S]*TEMPORAL_CLI_PATH[\s\S]*Go 1\.21/.test(error.message),
  );
});

test("serverVersion reads what temporal --version prints", () => {
  assert.equal(serverVersion(printed("1.29.1")), "1.29.1");
  assert.equal(serverVersion("temporal 1.0"), undefined);
});

test("Go 1.21 or newer can build, since it can download a newer toolchain", () => {
  assert.deepEqual(["go1.20.4", "go1.21.0", "go1.26.8", undefined].map(canBuild), [
    false,
    true,
    true,
    false,
  ]);
});
