import assert from "node:assert/strict";
import { test } from "node:test";
import { withSecretFiles } from "./secret-files.ts";

const files: Record<string, string> = { "/run/secrets/key": "s3cret\n", "/run/secrets/none": "" };
const read = (path: string) => {
  const text = files[path];
  if (text === undefined) throw new Error("no such file");
  return text;
};

function load(env: Record<string, string>) {
  const faults: string[] = [];
  const loaded = withSecretFiles(env, ["KEY", "TOKEN"], read, (text) => faults.push(text));
  return { loaded, faults };
}

test("a secret comes from the file that its variable names, without the line break", () => {
  const { loaded, faults } = load({ KEY_FILE: "/run/secrets/key", TOKEN: "t" });
  assert.deepEqual([loaded.KEY, loaded.TOKEN, faults], ["s3cret", "t", []]);
});

test("only the named secrets have files", () => {
  assert.equal(load({ START_FILE: "/run/secrets/key" }).loaded.START, undefined);
});

test("two sources, an empty file and a missing one are faults, which do not show the secret", () => {
  const { faults } = load({ KEY: "hunter2", KEY_FILE: "/run/secrets/key", TOKEN_FILE: "/gone" });
  assert.deepEqual(faults.map((text) => text.split(" ")[0]), ["KEY", "TOKEN_FILE"]);
  assert.doesNotMatch(faults.join(), /hunter2|s3cret/);
  assert.match(load({ KEY_FILE: "/run/secrets/none" }).faults.join(), /is empty/);
});
