import assert from "node:assert/strict";
import { test } from "node:test";
import { onPath } from "../../cli/stack/supervise/run-command.ts";
import { getChromium } from "./install-chromium.ts";

/** A machine without Chromium, whose apt-get is this script; without one it has none. */
async function machine(aptGet?: string) {
  const folder = await Deno.makeTempDir();
  const link = async (name: string) =>
    Deno.symlink(await onPath(name, Deno.env.get("PATH")) ?? "", `${folder}/${name}`);
  await Promise.all(["nice", "sh", "chmod"].map(link));
  if (aptGet) {
    await Deno.writeTextFile(`${folder}/apt-get`, `#!${folder}/sh\n${aptGet}\n`, { mode: 0o755 });
  }
  const get = () => getChromium({ PATH: folder }, `${folder}/log`, new AbortController().signal);
  return { folder, get, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

test("a machine without Chromium gets it once", async () => {
  const installs = `echo "$@" >>"$PATH/asked"
    case "$*" in *install*) echo >"$PATH/chromium"; chmod 755 "$PATH/chromium";; esac`;
  using machineWithout = await machine(installs);
  const { folder, get } = machineWithout;
  await get();
  await get();
  const asked = (await Deno.readTextFile(`${folder}/asked`)).trim().split("\n");
  assert.equal(asked.length, 2, asked.join());
  assert.equal(asked[0], "update");
  assert.match(asked[1] ?? "", /install --yes --no-install-recommends chromium$/);
});

test("where it cannot be installed the error has the command to run, and why", async () => {
  using refusing = await machine("echo are you root? >&2; exit 100");
  await assert.rejects(refusing.get(), /apt-get install[^]*are you root/);
  using without = await machine();
  await assert.rejects(without.get(), /apt-get install --yes[^]*TEST_CHROMIUM=/);
});
