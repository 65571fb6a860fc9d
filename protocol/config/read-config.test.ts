import assert from "node:assert/strict";
import { test } from "node:test";
import { type Env, field, filesOf, optional, variablesOf } from "./field.ts";
import { flag, hostList, oneOf, path, port, token, wholeNumber } from "./kinds.ts";
import { ConfigError, readConfig } from "./read-config.ts";

const table = {
  port: field("PORT", port, { default: 4000, about: "the port" }),
  colour: field("COLOUR", oneOf("red", "green", "blue"), { about: "a required word" }),
  hosts: field("HOSTS", hostList, { default: "", about: "hosts" }),
  isLoud: field("LOUD", flag, { default: "false", about: "whether it is loud" }),
  attempts: optional("ATTEMPTS", wholeNumber(1, 9), { about: "attempts" }),
  token: optional("TOKEN", token, { secret: true, about: "a token" }),
  prices: optional("PRICES", path, { readsFile: true, about: "a file" }),
};
const secret = "0123456789abcdef";
const read = (env: Env) =>
  readConfig("test", table, env, () => `${secret}\n`, (values, { fault }) => {
    if (values.port === 1 && values.attempts === null) fault("PORT is 1 without ATTEMPTS");
    return values;
  });

function faultsOf(env: Env): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test("an unset and an empty variable have the default, or null", () => {
  const defaults = { port: 4000, colour: "red", hosts: [], isLoud: false };
  const unset = { attempts: null, token: null, prices: null };
  assert.deepEqual(read({ COLOUR: "red" }), { ...defaults, ...unset });
  assert.deepEqual(read({ COLOUR: "red", PORT: "", TOKEN: "" }), { ...defaults, ...unset });
});

test("values have their types", () => {
  const values = read({
    PORT: "0",
    COLOUR: "blue",
    HOSTS: "A.b:1, c",
    LOUD: "true",
    ATTEMPTS: "9",
  });
  assert.deepEqual(
    [values.port, values.colour, values.hosts, values.isLoud, values.attempts],
    [0, "blue", ["a.b:1", "c"], true, 9],
  );
});

test("all faults are reported at once, each with its value and what to set", () => {
  assert.deepEqual(faultsOf({ PORT: "1.5", HOSTS: "http://x", LOUD: "yes", ATTEMPTS: "10" }), [
    'PORT is "1.5"; set a whole number from 0 to 65535, or leave it out for 4000',
    "COLOUR is not set; set one of red, green, blue",
    'HOSTS is "http://x"; set hosts as clients name them, such as api.example.com or api.example.com:8443, or leave it out',
    'LOUD is "yes"; set true or false, or leave it out for false',
    'ATTEMPTS is "10"; set a whole number from 1 to 9, or leave it out',
  ]);
});

test("rules that involve several variables are checked although others are invalid", () => {
  const faults = faultsOf({ PORT: "1", COLOUR: "pink" });
  assert.deepEqual(faults.map((text) => text.split(" ")[0]), ["COLOUR", "PORT"]);
});

test("a fault never shows a secret", () => {
  assert.deepEqual(faultsOf({ COLOUR: "red", TOKEN: "hunter2" }), [
    "TOKEN has an invalid value; set at least 16 random characters without blanks, or leave it out",
  ]);
});

test("a secret may come from a file, and its variable is one that the process reads", () => {
  const env = { COLOUR: "red", TOKEN_FILE: "/run/token", PRICES: "/prices.json" };
  assert.equal(read(env).token, secret);
  assert.deepEqual(variablesOf(table).slice(-3), ["TOKEN", "TOKEN_FILE", "PRICES"]);
  assert.deepEqual(filesOf(table, env), ["/run/token", "/prices.json"]);
});
