import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { useCan } from "../../../api/viewer.tsx";
import { links } from "../../../app/links.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleStartResearch } from "../list/list.generated.ts";
import type { Run } from "./report-types.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** Questions that the report suggests. Each can start a run with the same symbols, in the same language. */
export function FollowUps({ questions, run }: { questions: readonly string[]; run: Run }) {
  const { run: start, isRunning, fault } = useMutation(consoleStartResearch);
  const [asked, setAsked] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const may = useCan()("research:write");
  if (questions.length === 0) return null;
  const ask = async (question: string) => {
    setAsked(question);
    const symbols = run.resolvedSymbols.map(({ symbol }) => symbol);
    // The symbols were accepted before, known or not.
    const answer = await start({ question, symbols, language: run.language, allowUnknown: true });
    if (!answer.ok) return;
    announce("A new run has started.");
    navigate(links.research(answer.value.research.id));
  };
  return (
    <div className={css["part"]}>
      <h3>{words.followUps}</h3>
      <ul className={css["questions"]}>
        {questions.map((question) => (
          <li key={question}>
            <span lang={run.language}>{question}</span>
            {may && (
              <Button
                icon="play"
                isBusy={isRunning}
                aria-label={`Start a run: ${question}`}
                onClick={() => void ask(question)}
              >
                Start a run
              </Button>
            )}
            {fault && asked === question && <Notice kind="fault">{fault.message}</Notice>}
          </li>
        ))}
      </ul>
    </div>
  );
}
