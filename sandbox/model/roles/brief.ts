import { symbolsIn } from "../companies.ts";
import { asObject, type Json, parseJson } from "../types.ts";

/** Where a number is: the label of a tool call, and a JSON pointer into its result. */
export type Place = { call: string; pointer: string };

/** A figure of an analysis or a report. */
export type Figure = {
  name: string;
  symbol: string | null;
  value: string;
  unit: string | null;
  period: string | null;
  /** In inputs: how the product found it proven. */
  evidence?: string;
  source: Place | null;
  derivation: { formula: string; inputs: (Place & { name: string })[] } | null;
};

/** A page that a search found. */
export type Page = { title: string; url: string | null };

/** A report of the writer. */
export type WrittenReport = {
  title: string;
  summary: string;
  sections: { title: string; text: string }[];
  metrics: Figure[];
  sources: Page[];
  followUps: string[];
};

/** The input of a role. */
export type Brief = {
  question: string;
  symbols: string[];
  today: string;
  language: string;
  maxSearches: number;
  search: string;
  findings: { search: string; summary: string; sources: Page[] }[];
  analyses: { analysis: string; summary: string; metrics: Figure[] }[];
  missing: string[];
  report: WrittenReport | undefined;
  complaints: string[];
  /** What the check found. */
  gaps: string[];
};

/** Reads a message of blocks with headings; missing blocks are empty. */
export function readBrief(text: string): Brief {
  const blocks = new Map<string, string>();
  for (
    const [, title = "", body = ""] of text.matchAll(
      /^## ([^\n]+)\n\n([^]*?)(?=\n\n## |$(?![^]))/gm,
    )
  ) {
    if (!blocks.has(title)) blocks.set(title, body);
  }
  const blockOf = (start: string) =>
    [...blocks].find(([title]) => title.startsWith(start))?.[1] ?? "";
  const question = blockOf("Question").replace(/\[\[[^\]]*\]\]/g, "").replace(/\s+/g, " ").trim();
  const symbols = blockOf("Symbols").split(",").map((s) => s.trim()).filter(Boolean);
  return {
    question,
    symbols: symbols.length > 0 ? symbols : symbolsIn(question),
    today: blockOf("Today"),
    language: blockOf("Language") || "en",
    maxSearches: Number(blockOf("Maximum searches")) || 5,
    search: blockOf("Search"),
    findings: listed(blockOf("Findings")) as Brief["findings"],
    analyses: listed(blockOf("Analyses")) as Brief["analyses"],
    missing: lines(blockOf("Missing")),
    report: data(blockOf("Report")) as WrittenReport | undefined,
    complaints: lines(blockOf("What the verifier")),
    gaps: lines(blockOf("What the check")),
  };
}

const lines = (text: string) => text.split("\n").flatMap((l) => /^- (.*)$/.exec(l)?.[1] ?? []);

const data = (text: string) => parseJson(/```json\n([^]*?)\n```/.exec(text)?.[1] ?? "");

function listed(text: string): Json[] {
  const value = data(text);
  return Array.isArray(value) ? value.map(asObject) : [];
}
