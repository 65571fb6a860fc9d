import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { productImages, trustOf } from "../../dev/containers/product-images.ts";
import { runCommand, tryCommand } from "../../cli/stack/supervise/run-command.ts";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import { composition, root } from "./composition.ts";

/** The release before, or what UPGRADE_FROM names: a commit of this repository. */
const from = Deno.env.get("UPGRADE_FROM") ??
  await tryCommand("git", ["describe", "--tags", "--abbrev=0", "HEAD^"], { cwd: root });
const skip = from === undefined && "there is no release before; UPGRADE_FROM names a commit";
const { api, docker } = composition;
const folder = await Deno.makeTempDir();
const previous = (tag: string) => `${tag.split(":")[0]}:previous`;

/** Builds the images of the release before, as it does it, and an override that uses them. */
before(async () => {
  if (skip) return;
  await runCommand("sh", ["-c", `git archive "$0" | tar -C "$1" -x`, from ?? "", folder], {
    cwd: root,
  });
  for (const { tag, dockerfile } of await productImages()) {
    const file = `${folder}/${dockerfile}`;
    // Those of before know no argument for trust.
    await runCommand("sed", ["-i", "s/^RUN deno install$/ARG DENO_TLS_CA_STORE\\n&/", file]);
    await docker.run(
      "build",
      ...trustOf(composition.own),
      "--tag",
      previous(tag),
      "--file",
      file,
      folder,
    );
  }
  const { services } = JSON.parse(await composition.compose("config", "--format", "json")) as {
    services: Record<string, { image: string }>;
  };
  const lines = Object.entries(services).filter(([, { image }]) => image.startsWith("tramontane/"))
    .map(([name, { image }]) => `  ${name}: { image: "${previous(image)}" }\n`);
  await Deno.writeTextFile(`${folder}/previous.yml`, `services:\n${lines.join("")}`);
});
after(() => Deno.remove(folder, { recursive: true }));

test("what the images before have begun goes on with those of now", { skip }, async () => {
  await composition.compose("down", "--volumes", "--timeout", "5");
  const files = `${Deno.env.get("COMPOSE_FILE")}:${folder}/previous.yml`;
  await composition.with({ COMPOSE_FILE: files }).up();
  await composition.untilReady();
  await api.register("analyst");
  const id = await api.start("analyst", "What does NVDA cost?");
  await readUntil(api.follow(id), turnEnds());
  const { turn, eventCursor } = await api.send(id, "Explain markets in about 600 words");
  await readUntil(api.follow(id, eventCursor), (event) => event.__typename === "TextDelta");
  await composition.up();
  await readUntil(api.follow(id, eventCursor), endOf(turn.id), 240_000);
  const { turns, entries } = await api.read(id);
  assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED", "COMPLETED"]);
  assert.equal(entries.nodes.filter(({ role }) => role === "USER").length, 2);
  assert.deepEqual(await composition.sandbox.repeated(id), []);
});
