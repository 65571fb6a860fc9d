import assert from "node:assert/strict";
import { test } from "node:test";
import { startVariables } from "./config.ts";
import { repositoryRoot } from "../stack/paths.ts";

test(".env.example names exactly the variables that a start reads", async () => {
  const text = await Deno.readTextFile(`${repositoryRoot}/.env.example`);
  const named = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), [...startVariables].toSorted());
});
