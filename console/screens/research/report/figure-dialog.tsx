import {
  evidenceMarks,
  isShortened,
  quotedText,
} from "../../../../protocol/research/report/evidence-text.ts";
import { periodOf } from "../../../../protocol/research/report/period.ts";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Values } from "../../../ui/values.tsx";
import { CitedCall } from "./cited-call.tsx";
import type { KeyedFigure } from "./figure-key.ts";
import { callsOf, exactText } from "./figure-row.tsx";
import type { ReportMetric } from "./report-types.ts";
import { formats, words } from "./words.ts";
import css from "./figures.module.css";

/** What proves a figure: its evidence, its formula, and each tool call with the cited values marked. */
export function FigureDialog(
  { figure, onClose }: { figure: KeyedFigure | null; onClose: () => void },
) {
  return (
    <Dialog title={figure?.metric.name ?? "Figure"} isOpen={figure !== null} onClose={onClose}>
      {figure && <Proof metric={figure.metric} />}
    </Dialog>
  );
}

function Proof({ metric }: { metric: ReportMetric }) {
  const { symbol, value, unit, evidence, quoted, problem, derivation } = metric;
  const calls = callsOf(metric);
  return (
    <>
      <Values
        values={{
          Value: <b>{formats.figure(value, unit)}</b>,
          Exactly: isShortened(value, formats) ? exactText(metric) : null,
          Symbol: symbol,
          Period: periodOf(metric, formats) || null,
          Evidence: `${evidenceMarks[evidence]} ${words.evidenceOf[evidence]}: ${
            words.evidenceMeans[evidence]
          }`,
          "The result says": quoted === null || quoted === value
            ? null
            : quotedText(quoted, formats),
          Formula: derivation && <code>{derivation.formula}</code>,
        }}
      />
      {derivation && derivation.inputs.length > 0 && (
        <ul className={css["inputs"]} aria-label="Values of the formula">
          {derivation.inputs.map(({ name, quoted, pointer }) => (
            <li key={name}>
              <code>{name}</code> = {quotedText(quoted, formats)} <small>{pointer}</small>
            </li>
          ))}
        </ul>
      )}
      {problem !== null && <Notice>{problem}</Notice>}
      {calls.map(({ id }) => <CitedCall key={id} id={id} pointers={pointersIn(metric, id)} />)}
      {calls.length === 0 && <p>No tool call gave this figure.</p>}
    </>
  );
}

/** The pointers into the result of a call that a figure cites. */
function pointersIn({ derivation, pointer, toolCall }: ReportMetric, callId: string): string[] {
  const inputs = derivation?.inputs.filter((input) => input.toolCall.id === callId) ?? [];
  if (inputs.length > 0) return inputs.map((input) => input.pointer);
  return toolCall?.id === callId && pointer !== null ? [pointer] : [];
}
