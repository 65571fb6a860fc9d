import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { links } from "../../../app/links.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Checkbox, TextArea, TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import listCss from "../../../ui/list.module.css";
import { fieldFaults } from "./field-faults.ts";
import { consoleStartResearch } from "./list.generated.ts";
import { emptyQuestion, type Question, toInput } from "./question.ts";
import { symbolsIn } from "./symbols.ts";
import css from "./list.module.css";

const fields = ["question", "symbols", "language", "searches", "budget"] as const;

/** Starts a run: a question with symbols, and optional limits. Faults are at their fields. */
export function QuestionBox() {
  const [question, setQuestion] = useState<Question>(emptyQuestion);
  const [asked, setAsked] = useState<readonly string[]>([]);
  const { run, isRunning, fault } = useMutation(consoleStartResearch);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const faults = fieldFaults(fault?.issues ?? [], fields, { symbols: asked });
  const set = (change: Partial<Question>) => setQuestion((before) => ({ ...before, ...change }));
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(symbolsIn(question.symbols));
    const answer = await run(toInput(question));
    if (!answer.ok) return announce(`Not started: ${answer.fault.message}`);
    announce("The run has started.");
    navigate(links.research(answer.value.research.id));
  };
  return (
    <form
      noValidate
      className={`${listCss["card"]} ${css["form"]}`}
      onSubmit={(event) => void start(event)}
    >
      <TextArea
        label="Question"
        rows={2}
        maxLength={4_000}
        value={question.text}
        fault={faults.of.question}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <TextField
        label="Symbols"
        hint="Optional, as Yahoo Finance writes them, such as NVDA, BRK-B, ^GSPC; at most 10."
        autoCapitalize="characters"
        spellCheck={false}
        value={question.symbols}
        fault={faults.of.symbols}
        onChange={(event) => set({ symbols: event.currentTarget.value })}
      />
      {faults.of.symbols !== undefined && (
        <Checkbox
          label="Start also with unknown symbols; the report then names what is missing"
          checked={question.allowUnknown}
          onChange={(event) => set({ allowUnknown: event.currentTarget.checked })}
        />
      )}
      <MoreFields question={question} faults={faults.of} set={set} />
      {fault && fault.issues.length === 0 && <Notice kind="fault">{fault.message}</Notice>}
      {faults.rest.map((text) => <Notice key={text} kind="fault">{text}</Notice>)}
      <div className={listCss["bar"]}>
        <Button type="submit" kind="primary" icon="play" isBusy={isRunning}>
          {isRunning ? "Starting…" : "Start the run"}
        </Button>
      </div>
    </form>
  );
}

/** Language and limits, which have usual values. */
function MoreFields(
  { question, faults, set }: {
    question: Question;
    faults: Readonly<Partial<Record<(typeof fields)[number], string>>>;
    set: (change: Partial<Question>) => void;
  },
) {
  const hasFault = faults.language ?? faults.searches ?? faults.budget;
  return (
    <details open={hasFault !== undefined || undefined}>
      <summary>Language and limits</summary>
      <div className={css["pair"]}>
        <TextField
          label="Language of the report"
          hint="A tag such as en, de, pt-BR."
          value={question.language}
          fault={faults.language}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
        <TextField
          label="Searches at most"
          hint="1 to 20."
          inputMode="numeric"
          value={question.searches}
          fault={faults.searches}
          onChange={(event) => set({ searches: event.currentTarget.value })}
        />
        <TextField
          label="Cost at most, in US dollars"
          hint="Empty: no limit."
          inputMode="decimal"
          value={question.cost}
          fault={faults.budget}
          onChange={(event) => set({ cost: event.currentTarget.value })}
        />
      </div>
    </details>
  );
}
