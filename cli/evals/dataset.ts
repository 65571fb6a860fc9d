import { parse } from "yaml";
import { z } from "zod";

const expectations = z.strictObject({
  /** How the run ends. */
  status: z.enum(["COMPLETED", "FAILED", "CANCELLED"]).default("COMPLETED"),
  /** Whether the verifier passes the report. */
  verified: z.boolean().default(true),
  /** Words that the report must hold, whatever their case. */
  mentions: z.array(z.string().min(1)).default([]),
  /** Of each, at least one word must stand in the sections. */
  topics: z.array(z.array(z.string().min(1)).min(1)).default([]),
  /** Tools that must have given a result, by their names. */
  tools: z.array(z.string().min(1)).default([]),
  minSections: z.number().int().min(0).default(2),
  minSources: z.number().int().min(0).default(1),
  minFigures: z.number().int().min(0).default(1),
  /** Share of the figures that a tool call must have given. */
  figuresFromTools: z.number().min(0).max(1).default(0.8),
  /** Phases that fail, all of which the report must name. */
  lostPhases: z.number().int().min(0).default(0),
  maxSeconds: z.number().positive().default(900),
  /** In the currency of the run. */
  maxCost: z.string().regex(/^\d+(\.\d+)?$/).optional(),
});

const evalCase = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  question: z.string().min(1),
  symbols: z.array(z.string()).default([]),
  searches: z.number().int().min(1).max(20).default(5),
  revisions: z.number().int().min(0).max(5).default(2),
  language: z.string().default("en"),
  /** Makes sense with the emulator alone, as it orders what only that obeys. */
  emulatedOnly: z.boolean().default(false),
  expect: expectations.prefault({}),
  /** What no rule can tell: each a yes-or-no question about the report. */
  judge: z.array(z.string().min(1)).default([]),
});

/** What is expected of a report. */
export type Expectations = z.infer<typeof expectations>;

/** A question and what is expected of its report. */
export type EvalCase = z.infer<typeof evalCase>;

/** A case as a file says it. Throws an Error that names every fault with `path`. */
export function readCase(text: string, path: string): EvalCase {
  const told = evalCase.safeParse(parse(text));
  if (told.success) return told.data;
  const faults = told.error.issues.map((i) => `${path}: ${i.path.join(".")}: ${i.message}`);
  throw new Error(faults.join("\n"));
}

/** All cases of a folder, by name. Throws an Error for a faulty one, or two of a name. */
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
