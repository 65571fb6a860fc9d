import { useMemo, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { type Gap, type JsonLine, markedJson, nearMarks } from "./marked-json.ts";
import css from "./figures.module.css";

/** Lines around a mark that are shown at first. */
const around = 4;
/** Most lines that are shown at all. */
const maxLines = 5_000;

/** A result with the cited values marked: the lines near them, and all on demand. */
export function MarkedOutput({ value, pointers }: { value: unknown; pointers: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  const lines = useMemo(() => markedJson(value, pointers), [value, pointers]);
  const shown = isWhole ? lines.slice(0, maxLines) : nearMarks(lines, around);
  const isCut = shown.length < lines.length;
  return (
    <>
      <pre
        className={css["output"]}
        tabIndex={0}
        role="region"
        aria-label="Result, the cited values are marked"
      >
        {shown.map((line, i) => <Line key={i} line={line} />)}
      </pre>
      {isCut && !isWhole && (
        <Button className={css["more"]} onClick={() => setWhole(true)}>
          Show all {lines.length} lines
        </Button>
      )}
      {isCut && isWhole && <p>{lines.length - maxLines} more lines are in the conversation.</p>}
    </>
  );
}

function Line({ line }: { line: JsonLine | Gap }) {
  if ("hidden" in line) {
    return <span className={css["hidden"]}>{`… ${line.hidden} lines\n`}</span>;
  }
  return line.isMarked ? <mark>{`${line.text}\n`}</mark> : `${line.text}\n`;
}
