import { parse } from "yaml";
import { z } from "zod";
import { gapKinds } from "../../protocol/research/phase.ts";

/** A regular expression, such as `^The result says .* USD, not`. */
const pattern = z.string().min(1).refine(isPattern, "is not a regular expression");

const expectations = z.strictObject({
  /** Final status of the run. */
  status: z.enum(["COMPLETED", "FAILED", "CANCELLED"]).default("COMPLETED"),
  /** Whether the verifier passes the report. */
  verified: z.boolean().default(true),
  /** Whether the verifier accepts the newest draft; null: either. `verified` needs the product's check too. */
  accepted: z.boolean().nullable().default(null),
  /** Words that the report must have, in upper or lower case. */
  mentions: z.array(z.string().min(1)).default([]),
  /** Groups of words; the sections must have at least one word of each. */
  topics: z.array(z.array(z.string().min(1)).min(1)).default([]),
  /** Names of tools that must have a result. */
  tools: z.array(z.string().min(1)).default([]),
  minSections: z.number().int().min(0).default(2),
  minSources: z.number().int().min(0).default(1),
  minFigures: z.number().int().min(0).default(1),
  /** Figures of an analysis or of the report that must not be proven: part of the name, pattern of the problem. */
  unproven: z.array(z.strictObject({ figure: z.string().min(1), problem: pattern })).default([]),
  /** Numbers of the text, as written, that the report must list as not supported. */
  unsupported: z.array(z.string().min(1)).default([]),
  /** What the check must find missing: kind of gap, pattern of the message. Any other gap is a fault. */
  gaps: z.array(z.strictObject({ kind: z.enum(gapKinds), message: pattern })).default([]),
  /** Number of phases that fail; the report must name all of them. */
  lostPhases: z.number().int().min(0).default(0),
  maxSeconds: z.number().positive().default(900),
  /** Largest cost, in the currency of the run. */
  maxCost: z.string().regex(/^\d+(\.\d+)?$/).optional(),
});

const evalCase = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  question: z.string().min(1),
  symbols: z.array(z.string()).default([]),
  searches: z.number().int().min(1).max(20).default(5),
  /** Whether the run starts although a symbol is unknown. */
  allowUnknown: z.boolean().default(false),
  revisions: z.number().int().min(0).max(5).default(2),
  language: z.string().default("en"),
  /** Whether the case needs the emulator, whose orders it contains. */
  emulatedOnly: z.boolean().default(false),
  expect: expectations.prefault({}),
  /** Questions for the judge agent about the report, each answered by yes or no. */
  judge: z.array(z.string().min(1)).default([]),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "m") instanceof RegExp;
  } catch {
    return false;
  }
}

/** Expectations of a report. */
export type Expectations = z.infer<typeof expectations>;

/** A question and the expectations of its report. */
export type EvalCase = z.infer<typeof evalCase>;

/** The case of a file. Throws an Error with every fault and `path`. */
export function readCase(text: string, path: string): EvalCase {
  const parsed = evalCase.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((i) => `${path}: ${i.path.join(".")}: ${i.message}`);
  throw new Error(faults.join("\n"));
}

/** All cases of a folder, by name. Throws an Error for an invalid case, or two with the same name. */
export async function readDataset(folder: string): Promise<EvalCase[]> {
  const cases: EvalCase[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !/\.ya?ml$/.test(name)) continue;
    const path = `${folder}/${name}`;
    cases.push(readCase(await Deno.readTextFile(path), path));
  }
  const names = cases.map((c) => c.name);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (twice.length > 0) throw new Error(`${folder}: there are two cases ${twice.join(", ")}`);
  return cases.sort((a, b) => (a.name < b.name ? -1 : 1));
}
