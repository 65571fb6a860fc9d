import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { limits } from "../protocol/limits.ts";
import { errorCodes } from "../schema/errors.ts";
import { producedCloseCodes, producedErrorCodes } from "./support/error-codes.ts";

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), "utf8");
const page = await read("docs/events.md");
const schema = await read("schema/schema.graphql");

test("docs/events.md lists exactly the error codes that the API can produce", async () => {
  const listed = firstColumn("### Error codes", /(?<=`)[A-Z_]+(?=`)/g);
  const produced = new Set([...await producedErrorCodes(), ...errorCodes]);
  assert.deepEqual(listed.toSorted(), [...produced].sort());
});

test("docs/events.md lists exactly the close codes that the server can produce, and a cut connection", async () => {
  const listed = firstColumn("## WebSocket", /\d{4}/g);
  assert.deepEqual(listed.toSorted(), [...await producedCloseCodes(), 1006].map(String).sort());
});

test("docs/events.md has a part for every event, with each of its own fields and links", () => {
  const union = /^union ConversationEvent = (.*)$/m.exec(schema)?.[1]?.split(" | ") ?? [];
  assert.ok(union.length >= 5);
  const faults = [...union, "FeedItem"].flatMap((name) => {
    const part = page.split(`### \`${name}\`\n`)[1]?.split("\n### ")[0] ?? "";
    return fieldsOf(name).filter((field) => !new RegExp(`\`${field}[\` ]`).test(part))
      .map((field) => `${name}.${field}`);
  });
  assert.deepEqual(faults, []);
});

test("docs/events.md states the actual limits", () => {
  assert.ok(page.includes(`more than ${limits.subscriptionsPerConnection} open operations`));
  assert.ok(page.includes(`more than ${limits.bodyBytes.toLocaleString("en")} bytes`));
  assert.ok(page.includes(`at most ${limits.pageSize}`));
});

/** Fields of an event that not every event has. */
function fieldsOf(name: string): string[] {
  const body = new RegExp(`^type ${name} implements Event \\{\n(.*?)^\\}`, "ms").exec(schema)?.[1];
  const fields = [...(body ?? "").matchAll(/^ {2}(\w+): /gm)].map(([, field = ""]) => field);
  return fields.filter((field) => !["cursor", "fromSeq", "seq", "at"].includes(field));
}

/** The codes in the first cells of the first table under a heading. */
function firstColumn(heading: string, code: RegExp): string[] {
  const part = page.split(`${heading}\n`)[1]?.split(/\n##/)[0] ?? "";
  const cells = [...part.matchAll(/^\| ([^|]*)\|/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap((cell) => cell.match(code) ?? []);
}
