import assert from "node:assert/strict";
import { before, test } from "node:test";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import { composition, root } from "./composition.ts";

const { api } = composition;
before(async () => {
  await composition.up();
  await api.register("analyst");
});

const backup = (...args: string[]) =>
  runCommand("sh", ["deploy/compose/backup.sh", ...args], {
    cwd: root,
    env: composition.docker.env,
  });

test("a restored backup has what was there, with its secrets; later cursors are refused, and conversations go on", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const kept = await api.start("analyst", "What does NVDA cost?");
    await readUntil(api.follow(kept), turnEnds());
    await backup("save", folder);
    await composition.untilReady();
    const later = await api.start("analyst", "What does AMD cost?");
    await readUntil(api.follow(later), turnEnds());
    const lateCursor = (await api.send(kept, "And TSLA?")).eventCursor;
    await backup("restore", folder);
    await composition.compose("run", "--rm", "-T", "operator", "raise-epoch");
    await composition.up();
    await composition.untilReady();
    await assert.rejects(api.read(later), /there is no conversation/);
    await assert.rejects(readUntil(api.follow(kept, lateCursor), turnEnds()));
    const { turn, eventCursor } = await api.send(kept, "And INTC?");
    await readUntil(api.follow(kept, eventCursor), endOf(turn.id));
    const { turns } = await api.read(kept);
    assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED", "COMPLETED"]);
    await assert.rejects(backup("save", folder), /is not empty/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
