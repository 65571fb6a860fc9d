import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequest } from "../errors.ts";
import { chatFields, responseFields } from "./field-tables.ts";
import { checkFields, type FieldTable } from "./fields.ts";

/** The code and the field of a refusal; null for an accepted body. */
function refusal(body: object, table: FieldTable): [string, string | null] | null {
  try {
    checkFields({ ...body }, table);
    return null;
  } catch (error) {
    if (error instanceof InvalidRequest) return [error.failure.code, error.param];
    throw error;
  }
}

test("fields that cannot be served are refused by name", () => {
  const refused: [object, FieldTable][] = [
    [{ tools: [{ type: "function" }] }, responseFields],
    [{ tool_choice: { type: "function", name: "f" } }, responseFields],
    [{ tool_choice: "required" }, responseFields],
    [{ text: { format: { type: "json_schema" } } }, responseFields],
    [{ store: false }, responseFields],
    [{ prompt: { id: "p" } }, responseFields],
    [{ response_format: { type: "json_object" } }, chatFields],
    [{ n: 2 }, chatFields],
    [{ logprobs: true }, chatFields],
    [{ stop: ["x"] }, chatFields],
    [{ modalities: ["text", "audio"] }, chatFields],
  ];
  for (const [body, table] of refused) {
    assert.deepEqual(refusal(body, table), ["unsupported_parameter", Object.keys(body)[0]]);
  }
  assert.deepEqual(refusal({ colour: "red" }, chatFields), ["unknown_parameter", "colour"]);
});

test("a field that is named like a method of objects is unknown", () => {
  for (const name of ["constructor", "toString", "valueOf", "isPrototypeOf", "hasOwnProperty"]) {
    assert.deepEqual(refusal({ [name]: 1 }, responseFields), ["unknown_parameter", name]);
  }
});

test("the same fields are accepted where they say what happens anyway, or nothing", () => {
  const accepted: [object, FieldTable][] = [
    [{ tools: [], tool_choice: "auto", store: true, top_logprobs: 0 }, responseFields],
    [{ text: { format: { type: "text" }, verbosity: "low" } }, responseFields],
    [{ tools: null, prompt: null, metadata: { a: "b" }, temperature: 1 }, responseFields],
    [{ n: 1, logprobs: false, response_format: { type: "text" }, store: false }, chatFields],
    [{ modalities: ["text"], functions: [], tool_choice: "none", stop: null }, chatFields],
  ];
  for (const [body, table] of accepted) assert.equal(refusal(body, table), null);
});
