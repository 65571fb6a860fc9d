import { pngOf } from "./png.ts";
import type { Directives } from "./directives.ts";
import type { GeneratedFile, Json, MessagePart, ModelOutput } from "./types.ts";

type Execution = Extract<ModelOutput, { kind: "execution" }>;

const asks: [tool: string, words: RegExp][] = [
  ["web_search", /\b(search|web|news|sources?|look up|latest|find out)\b/i],
  ["web_search_premium", /\b(search|web|news|sources?|look up|latest|find out)\b/i],
  ["document_library", /\b(documents?|library|files?|filings?)\b/i],
  ["image_generation", /\b(images?|pictures?|draw|paint|illustrat\w*)\b/i],
  ["code_interpreter", /\b(code|python|compute|calculate|csv|table|spreadsheet)\b/i],
];

/** The built-in tools that run for a message: those of its directives, else those that its words ask for. */
export function executions(hosted: readonly string[], directives: Directives): Execution[] {
  const directed = directives.run.filter((name) => hosted.includes(name));
  const asked = asks.filter(([tool, words]) =>
    hosted.includes(tool) && words.test(directives.text)
  );
  const names = directed.length > 0 ? directed : asked.map(([tool]) => tool);
  return names.slice(0, 4).map((name) => execution(name, subject(directives.text)));
}

function execution(name: string, about: string): Execution {
  const made = (args: Json, info: Json, file?: GeneratedFile): Execution => ({
    kind: "execution",
    name,
    arguments: JSON.stringify(args),
    info,
    ...(file && { file }),
  });
  if (name === "image_generation") {
    const file = { name: "image_generated_0.png", type: "png", bytes: pngOf(about) };
    return made({ prompt: about }, {}, file);
  }
  if (name !== "code_interpreter") return made({ query: about }, {});
  const code = "print(sum([1, 2, 3]))  # emulated";
  const result = [{ type: "text", text: "6" }];
  const csv = "step,value\n1,1\n2,3\n3,6\n";
  const file = { name: "result.csv", type: "csv", bytes: new TextEncoder().encode(csv) };
  return made({ code }, { code, code_output: "6\n", result }, file);
}

/** The parts of the final message that refer to an execution. */
export function partsAfter(said: ModelOutput, text: string): MessagePart[] {
  if (said.kind !== "execution") return [];
  if (said.file) return [{ type: "file", tool: said.name }];
  const about = subject(text);
  const slug = about.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return ["first", "second"].flatMap((which, i): MessagePart[] => [
    { type: "text", text: `The ${which} emulated source covers "${about}".` },
    {
      type: "reference",
      tool: said.name,
      title: `Emulated source ${i + 1}: ${about}`,
      url: `https://emulated.example.com/${slug || "source"}-${i + 1}`,
      description: "This page does not exist: the search was emulated.",
    },
    { type: "text", text: "\n" },
  ]);
}

/** The thinking of a reasoning model. */
export function thoughts(text: string): string {
  return `The message is "${subject(text)}". I match its words against my rules, ` +
    "read the tool results and answer from them. (emulated thinking)";
}

const subject = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 80);
