import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "graphql";
import { checkResumable, textOf } from "./document.ts";
import { DocumentError } from "./errors.ts";

const text = "subscription ($after: String) { events(after: $after) { cursor fromSeq seq } }";

test("the text of a string, of a generated string and of a parsed document", () => {
  class Generated extends String {}
  assert.equal(textOf(text), text);
  assert.equal(textOf(new Generated(text) as unknown as string), text);
  assert.equal(textOf(parse(text)), text);
  assert.throws(() => textOf(parse(text, { noLocation: true })), DocumentError);
});

test("a subscription that cannot be resumed is refused before a connection", () => {
  checkResumable(text);
  assert.throws(() => checkResumable("query { x }"), /not a subscription/);
  assert.throws(() => checkResumable("subscription { events { seq } }"), /\$after: String/);
  assert.throws(
    () => checkResumable("subscription ($after: String) { events { seq } }"),
    /after: \$after/,
  );
});
