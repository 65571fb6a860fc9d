import type { TextPart } from "@tramontane/client";
import { useEntryParts } from "@tramontane/react";
import { WebLink } from "../../../ui/web-link.tsx";
import { Markdown } from "../../../ui/markdown.tsx";
import { useExpanded } from "./expanded.ts";
import css from "./row.module.css";

/** The text of a message as it is written, its reasoning, its sources and files. */
export function MessageParts({ id, isWritten }: { id: string; isWritten: boolean }) {
  const parts = useEntryParts(id);
  const citations = parts.filter(({ kind, title }) => kind === "CITATION" && title !== undefined);
  const isLast = (at: number) => isWritten && at === parts.length - 1;
  return (
    <>
      {parts.map((part, at) => (
        <Part
          key={at}
          id={`${id} ${at}`}
          part={part}
          isLive={isLast(at)}
        />
      ))}
      {citations.length > 0 && (
        <ol className={css["sources"]} aria-label="Sources">
          {citations.map((source, at) => (
            <li key={at}>
              <Source source={source} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Part({ id, part, isLive }: { id: string; part: TextPart; isLive: boolean }) {
  if (part.kind === "TEXT" && part.text !== "") {
    return <Markdown text={part.text} isLive={isLive} />;
  }
  if (part.kind === "THINKING") return <Thinking id={id} text={part.text} isLive={isLive} />;
  if (part.kind === "MEDIA") {
    return (
      <p>
        <Source source={part} />
      </p>
    );
  }
  return null;
}

/** Reasoning, which is collapsed. It is not rendered before it is opened. */
function Thinking({ id, text, isLive }: { id: string; text: string; isLive: boolean }) {
  const [isOpen, toggle] = useExpanded(id);
  return (
    <div className={css["thinking"]}>
      <button type="button" className={css["disclose"]} aria-expanded={isOpen} onClick={toggle}>
        {isLive ? "Thinking…" : "Thinking"}
      </button>
      {isOpen && (
        text === ""
          ? <p className={css["muted"]}>You may not read the model's reasoning, or it is empty.</p>
          : <Markdown text={text} isLive={isLive} />
      )}
    </div>
  );
}

function Source({ source: { title, url } }: { source: TextPart }) {
  return <WebLink url={url ?? null}>{title || url || "file"}</WebLink>;
}
