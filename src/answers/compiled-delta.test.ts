import assert from "node:assert/strict";
import { test } from "node:test";
import { execute, isObjectType, parse, validate } from "graphql";
import { schema, uncheckedSchema } from "../../schema/mod.ts";
import type { LogEvent } from "../../schema/ports/event-log.ts";
import { compileDelta } from "./compiled-delta.ts";

const event: LogEvent = {
  cursor: "Y3Vyc29y",
  fromSeq: 8,
  seq: 7,
  at: new Date("2026-11-23T05:27:00.123Z"),
  body: {
    kind: "TextDelta",
    delta: {
      entryId: "message_1",
      part: 1,
      kind: "TEXT",
      offset: 5,
      text: '"\u2028 \ud83d\ude00\n',
    },
  },
};

const fragments = `
  fragment named on TextDelta { text nodeId }
  fragment wide on Event { seq cursor ...onUnion }
  fragment onUnion on ConversationEvent { __typename ... on TextDelta { kind } }`;

/** What is selected of the union. */
const selections = [
  "__typename",
  "... on TextDelta { text }",
  "__typename ... on Event { cursor fromSeq seq at } ... on TextDelta { nodeId part kind offset text }",
  "... on TextDelta { b: text a: offset c: at b: text } __typename",
  "... on TextDelta { __proto__: text constructor: offset toString: nodeId __typename }",
  "... on TextDelta { text } ... on TextDelta { offset text } ... on Event { seq }",
  "... { __typename ... on TextDelta { part } }",
  "...named ... on TextDelta { at kind } ...named",
  "...wide ...named",
  "... on TextDelta { text @skip(if: $yes) offset @include(if: $yes) part @skip(if: $no) at @include(if: $no) }",
  "... on TextDelta @skip(if: $yes) { text } ... on TextDelta @include(if: $byDefault) { kind }",
  "... on Event @include(if: $no) { seq } ...onUnion @include(if: $yes) ...named @skip(if: $no) ...wide @skip(if: $yes)",
  "... on TurnChanged { status turn { id } }",
  "... on EntryChanged { entry { id } } ... on Event { __typename t: __typename }",
];

const definitions = "$id: ID!, $yes: Boolean!, $no: Boolean!, $byDefault: Boolean! = true";
const variables = { id: "conversation_1", yes: true, no: false };

const documentOf = (selection: string, root = "conversationEvents(id: $id)") =>
  parse(`subscription S(${definitions}) { ${root} { ${selection} } } ${fragments}`);
/** Documents have all fragments and variables, used or not. */
const isReal = ({ message }: Error) => !/never used/.test(message);

for (const selection of selections) {
  for (const root of ["conversationEvents(id: $id)", "event: conversationEvents(id: $id)"]) {
    test(`the compiled answer is the executed one: ${root} { ${selection} }`, () => {
      const document = documentOf(selection, root);
      assert.deepEqual(validate(schema, document).filter(isReal), []);
      const args = { schema, document, variableValues: variables, contextValue: {} };
      const executed = execute({ ...args, rootValue: event });
      const compiled = compileDelta(args)?.(event);
      assert.equal(compiled?.json, JSON.stringify(executed));
    });
  }
}

test("the text of a research run is compiled, too", () => {
  const document = parse(
    `subscription { researchEvents(id: "research_1") { ... on TextDelta { text } } }`,
  );
  const compiled = compileDelta({ schema, document })?.(event);
  assert.equal(compiled?.json, JSON.stringify(execute({ schema, document, rootValue: event })));
});

test("a subscription whose events are never text, or that selects nothing, is not compiled", () => {
  const compiled = (text: string) =>
    compileDelta({ schema, document: parse(text), variableValues: { no: false } });
  assert.equal(compiled("subscription { approvalEvents { seq } }"), null);
  assert.equal(
    compiled(
      `subscription ($no: Boolean!) { conversationEvents(id: "c") @include(if: $no) { __typename } }`,
    ),
    null,
  );
});

test("a value that cannot be serialized is left to the execution, which reports it", () => {
  const document = documentOf("... on TextDelta { at text }");
  const answer = compileDelta({ schema, document, variableValues: variables });
  assert.equal(answer?.({ ...event, at: new Date(NaN) }), null);
});

test("a field that needs a scope is left to the execution, which knows the principal", () => {
  const guarded = uncheckedSchema();
  const type = guarded.getType("TextDelta");
  assert.ok(isObjectType(type));
  const field = type.getFields().text ?? assert.fail("TextDelta has a text");
  const compiled = (selection: string) =>
    compileDelta({ schema: guarded, document: documentOf(selection), variableValues: variables });
  assert.ok(compiled("... on TextDelta { text }"));
  const options = field.extensions.pothosOptions as { authScopes?: unknown };
  options.authScopes = { can: "usage:read" };
  assert.equal(compiled("... on TextDelta { text }"), null);
  assert.ok(compiled("... on TextDelta { offset }"));
  delete options.authScopes;
});
