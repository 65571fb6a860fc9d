import { callLabel } from "../../protocol/conversation/call-label.ts";
import type { CallLabels } from "../../protocol/research/brief-figure.ts";
import { phaseLabel } from "../../protocol/research/evidence/tool-result.ts";
import type { EarlierResult } from "../../protocol/research/outcome.ts";
import type { PhaseKind } from "../../protocol/research/phase.ts";
import { labelNumber } from "../call/label-number.ts";
import type { Tx } from "../database/sql.ts";

/** A completed tool call of a run, with the turn that made it. */
export type RunTool = EarlierResult & { turnId: string };

/** The completed tool calls of a run, including those of copied phases, with the labels that the models see. */
export async function runTools(tx: Tx, researchId: string): Promise<RunTool[]> {
  const rows = await tx<(Omit<RunTool, "label"> & { labelNumber: number })[]>`
    select c.id, c.name, c.arguments, c.result, c.output, c.turn_id, p.kind, ${
    labelNumber(tx)
  } as label_number
    ${completed(tx, researchId)} order by p.number, c.step, c.place`;
  return rows.map(({ labelNumber, ...tool }) => ({ ...tool, label: callLabel(labelNumber) }));
}

/** The labels of the run's tool calls, as agents of later phases see them. */
export async function runLabels(tx: Tx, researchId: string): Promise<CallLabels> {
  const rows = await tx<{ id: string; kind: PhaseKind; labelNumber: number }[]>`
    select c.id, p.kind, ${labelNumber(tx)} as label_number ${completed(tx, researchId)}`;
  return new Map(
    rows.map(({ id, kind, labelNumber }) => [id, phaseLabel(kind, callLabel(labelNumber))]),
  );
}

const completed = (tx: Tx, researchId: string) =>
  tx`from research_phases p join calls c on c.turn_id = p.turn_id
    where p.research_id = ${researchId} and c.kind = 'tool' and c.status = 'COMPLETED'`;
