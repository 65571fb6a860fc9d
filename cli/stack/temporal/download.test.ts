import assert from "node:assert/strict";
import { test } from "node:test";
import { ChecksumError, downloadTemporal } from "./download.ts";
import { runCommand } from "../supervise/run-command.ts";

const silent = () => undefined;
const never = new AbortController().signal;

/** An archive like a release's, with a program that prints `says`. */
async function archive(says: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/temporal`, `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
  await Deno.writeTextFile(`${folder}/LICENSE`, "as you like");
  await runCommand("tar", ["-czf", `${folder}/a.tar.gz`, "-C", folder, "temporal", "LICENSE"]);
  return new Uint8Array(await Deno.readFile(`${folder}/a.tar.gz`));
}

/** A server that answers with `answer`, in place of Temporal's download server. */
function serve(
  answer: () => Response,
): { url: string; [Symbol.asyncDispose]: () => Promise<void> } {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: silent }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}/temporal.tar.gz`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

test("a download yields a program that runs, and its checksum is recorded", async () => {
  const bytes = await archive("hello");
  await using maker = serve(() => new Response(bytes));
  const target = `${await Deno.makeTempDir()}/temporal-x`;
  await downloadTemporal(maker.url, target, silent, never);
  assert.equal(await runCommand(target, []), "hello");
  assert.match(await Deno.readTextFile(`${target}.sha256`), /^[0-9a-f]{64}\n$/);
});

test("other content at the same address is refused and not installed", async () => {
  let bytes = await archive("good");
  await using maker = serve(() => new Response(bytes));
  const target = `${await Deno.makeTempDir()}/temporal-x`;
  await downloadTemporal(maker.url, target, silent, never);
  bytes = await archive("evil");
  await assert.rejects(downloadTemporal(maker.url, target, silent, never), ChecksumError);
  assert.equal(await runCommand(target, []), "good");
});

test("an answer other than 200 leaves no file", async () => {
  await using maker = serve(() => new Response("gone", { status: 404 }));
  const folder = await Deno.makeTempDir();
  await assert.rejects(downloadTemporal(maker.url, `${folder}/temporal-x`, silent, never), /404/);
  assert.deepEqual([...Deno.readDirSync(folder)], []);
});

test("an address that is neither https nor loopback is not trusted", async () => {
  const target = `${await Deno.makeTempDir()}/temporal-x`;
  await assert.rejects(
    downloadTemporal("http://releases.example/t.tar.gz", target, silent, never),
    /neither https/,
  );
});
