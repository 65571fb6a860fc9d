import { isObject } from "../../protocol/json/is-object.ts";
import type { FailureCode } from "../../protocol/status.ts";
import type { ToolOutcome } from "../../store/call/tool-outcome.ts";
import { cutWithNote } from "./answer/cut-text.ts";
import { holdsData } from "./answer/holds-data.ts";
import { type Part, readBlock } from "./answer/read-block.ts";
import { isCut } from "./wire/carry.ts";
import { maxAnswerBytes } from "./wire/limits.ts";

/** Maximum UTF-16 units of a result for the model. */
const maxResult = 60_000;
/** Of these, the share of structured content if the text is longer than the rest. */
const maxDataBehindText = 20_000;
/** Maximum UTF-16 units of structured content that is stored as `output`; larger data is stored as a file. */
const maxOutput = 262_144;
/** Maximum blocks of a result that are read, and files that are stored. */
const maxBlocks = 1_000;
const maxFiles = 20;

type Raw = Record<string, unknown>;

/** Fields of a result that are not data of the tool. */
const ownFields = ["content", "structuredContent", "isError", "_meta", "resultType"];

/** Fields of an unfinished result: the server requests input, or continues in a task. */
const unfinished = ["inputRequests", "task"];
const unfinishedWords = (name: string) =>
  `${name} gave no result: it asks for input, or goes on as a task, and neither is supported here.`;

/**
 * The outcome of a server's result: the text for the model, the data, the files, and the failure if it is marked as one.
 * Null if it contains nothing readable.
 */
export function toOutcome(name: string, given: unknown): ToolOutcome | null {
  if (given === null || given === undefined) return null;
  if (isCut(given)) return { result: cutText(given.texts), output: null, failure: null };
  const raw: Raw = isObject(given) ? given : { content: Array.isArray(given) ? given : [given] };
  if (raw.content === undefined && unfinished.some((key) => key in raw)) {
    return failedOutcome("TOOL_ERROR", unfinishedWords(name));
  }
  const parts = partsOf(raw);
  const data = dataOf(raw);
  const files = parts.flatMap((part) => (part.file ? [part.file] : [])).slice(0, maxFiles);
  const json = data === undefined ? "" : JSON.stringify(data);
  const large = json.length > maxOutput;
  if (large) files.push(dataFile(json));
  const text = textFor(parts.map((part) => part.text), data, json) +
    (large
      ? "\n[the structured content is stored whole as the file output.json for the user]"
      : "");
  const output = data === undefined || large ? null : data;
  const stored = { output, ...(files.length > 0 && { files }) };
  if (!/^(true|yes|1)$/i.test(String(raw.isError))) {
    return { result: text, failure: null, ...stored };
  }
  const failure = { code: "TOOL_ERROR" as const, message: `${name} answered with an error.` };
  return { result: `The tool failed. It says: ${text}`, failure, ...stored };
}

/** A failure of the worker, for the model and for clients. `result`: the text for the model if it differs. */
export function failedOutcome(code: FailureCode, message: string, result = message): ToolOutcome {
  return { result, output: null, failure: { code, message } };
}

function partsOf({ content }: Raw): Part[] {
  if (content == null) return [];
  const blocks = Array.isArray(content) ? content : [content];
  const parts = blocks.slice(0, maxBlocks).map((block, i) => readBlock(block, i + 1));
  const omitted = blocks.length - parts.length;
  return omitted > 0 ? [...parts, { text: `[cut: ${omitted} more parts]` }] : parts;
}

/** Structured content; for a result without content, all its fields. */
function dataOf(raw: Raw): unknown {
  if (raw.structuredContent != null) return raw.structuredContent;
  if (raw.content !== undefined) return undefined;
  const rest = Object.entries(raw).filter(([key]) => !ownFields.includes(key));
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

const dataFile = (json: string) => ({
  title: "output.json",
  mediaType: "application/json",
  bytes: new TextEncoder().encode(json),
});

function textFor(texts: string[], data: unknown, json: string): string {
  const text = texts.join("\n");
  if (data === undefined) {
    return texts.length === 0 ? "The tool answered without content." : cutWithNote(text, maxResult);
  }
  if (text === "") return cutWithNote(json, maxResult);
  if (holdsData(texts, data, json)) return cutWithNote(text, maxResult);
  const forData = Math.max(maxDataBehindText, maxResult - text.length);
  const shown = cutWithNote(json, forData);
  return `${
    cutWithNote(text, maxResult - Math.min(json.length, forData))
  }\n[structured content]\n${shown}`;
}

const cutText = (texts: string[]) =>
  `${
    cutWithNote(texts.join("\n"), maxResult)
  }\n[cut: the answer was larger than ${maxAnswerBytes} bytes; ` +
  "the rest was not read, whether it reports an error is not known]";
