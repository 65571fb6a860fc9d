import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyForm, formOf, inputOf } from "./form.ts";

test("a form gives the settings, and settings give the form that has them", () => {
  const settings = { name: "billing", address: "https://hooks.example.com/", sendsContent: true };
  const all = { ...settings, kinds: null, agentName: null };
  assert.deepEqual(inputOf(formOf(all)), all);
  const some = { ...settings, kinds: ["TURN_CHANGED" as const], agentName: "analyst" };
  assert.deepEqual(inputOf(formOf(some)), some);
});

test("kinds that are chosen count only while kinds are chosen, and an empty name of an agent is any agent", () => {
  assert.equal(inputOf({ ...emptyForm, agent: "  " }).kinds, null);
  assert.equal(inputOf({ ...emptyForm, agent: "  " }).agentName, null);
  assert.deepEqual(inputOf({ ...emptyForm, isChosen: true, kinds: [] }).kinds, []);
});
