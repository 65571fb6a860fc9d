import { asObject, parseJson } from "./types.ts";

/** The directives of a message; see the sandbox's README. */
export type Directives = {
  /** `arguments` as written: a number keeps its digits. */
  calls: { name: string; arguments: string }[];
  then: { name: string; arguments: string }[];
  unknownTool: boolean;
  brokenArguments: boolean;
  handoff: string | undefined;
  /** Built-in tools that run, whatever the text asks for. */
  run: string[];
  think: boolean;
  length: { count: number; unit: "words" | "tokens" | "clocks" } | undefined;
  /** The message without the directives. */
  text: string;
};

const bracket = /\[\[\s*([a-z-]+)(?:\s*:\s*([^\s\]]+))?\s*([\s\S]*?)\]\]/g;

function lengthOf(text: string): Directives["length"] {
  const asked = /\b(?:say|in|about|exactly)\s+(\d{1,5})\s+(words|tokens|clocks)\b/i.exec(text);
  if (!asked) return undefined;
  return {
    count: Number(asked[1]),
    unit: asked[2]?.toLowerCase() as "words" | "tokens" | "clocks",
  };
}

const argumentsIn = (text: string) =>
  Object.keys(asObject(parseJson(text))).length > 0 ? text.trim() : "{}";

/** Reads the directives of a message. Unknown directives stay in the text. */
export function readDirectives(message: string): Directives {
  const found: Directives = {
    calls: [],
    then: [],
    unknownTool: false,
    brokenArguments: false,
    handoff: undefined,
    run: [],
    think: false,
    length: lengthOf(message),
    text: "",
  };
  found.text = message.replace(bracket, (whole, word: string, name: string, rest: string) => {
    const call = { name: name ?? "", arguments: argumentsIn(rest) };
    if (word === "tool" && name) found.calls.push(call);
    else if (word === "then" && name) found.then.push(call);
    else if (word === "handoff" && name) found.handoff = name;
    else if (word === "run" && name) found.run.push(name);
    else if (word === "think") found.think = true;
    else if (word === "unknown-tool") found.unknownTool = true;
    else if (word === "broken-arguments") found.brokenArguments = true;
    else if (!["say", "json", "guardrail", "stream"].includes(word)) return whole;
    return "";
  }).trim();
  return found;
}
