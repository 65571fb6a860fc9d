import { useRef } from "react";
import { Markdown } from "../../../ui/markdown.tsx";
import { IssueList } from "./issue-list.tsx";
import type { Issue, Report } from "./report-types.ts";
import { useMarkedText } from "./use-marked-text.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** A part of the report's text with what was found wrong with it next to it, and marked in it. */
export function Prose(
  { title, text, language, issues, unsupported, readable }: {
    title?: string;
    text: string;
    language: string;
    issues: readonly Issue[];
    unsupported: Report["unsupported"];
    /** Writes long numbers in a text as a person does. */
    readable: (text: string) => string;
  },
) {
  const body = useRef<HTMLDivElement>(null);
  const marked = [...issues.map(({ claim }) => claim), ...unsupported.map((u) => u.number)];
  useMarkedText(body, marked.map(readable));
  const hasNotes = issues.length > 0 || unsupported.length > 0;
  return (
    <div className={css["part"]}>
      {title !== undefined && <h3 lang={language} dir="auto">{title}</h3>}
      <div className={hasNotes ? css["withNotes"] : css["alone"]}>
        <div ref={body} lang={language} dir="auto" className={css["text"]}>
          <Markdown text={readable(text)} />
        </div>
        {hasNotes && (
          <aside
            className={css["notes"]}
            aria-label={title ? `Notes on ${title}` : "Notes on the summary"}
          >
            {issues.length > 0 && <IssueList issues={issues} />}
            {unsupported.length > 0 && <UnsupportedList unsupported={unsupported} />}
          </aside>
        )}
      </div>
    </div>
  );
}

function UnsupportedList({ unsupported }: { unsupported: Report["unsupported"] }) {
  return (
    <div className={css["note"]}>
      <p className={css["noteTitle"]}>{words.notSupported}</p>
      <p>{words.notSupportedMeans}</p>
      <ul>
        {unsupported.map(({ number, sentence }, i) => (
          <li key={i}>
            <b>{number}</b> <q>{sentenceText(sentence)}</q>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A sentence without the bars of a Markdown table, whose row may stand for one. */
const sentenceText = (sentence: string) =>
  sentence.trim().replace(/^\||\|$/g, "").trim().replaceAll(/\s*\|\s*/g, " · ");
