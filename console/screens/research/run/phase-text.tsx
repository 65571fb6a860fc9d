import { usePhaseText } from "@tramontane/react";
import { useDeferredValue, useEffect, useRef } from "react";
import { useFocusHeir } from "../../../ui/focus-heir.ts";
import { Markdown } from "../../../ui/markdown.tsx";
import css from "./board.module.css";

/** The end of what a phase writes, in a box of a few lines that follows the text unless it was scrolled. */
export function LiveText({ phaseId, name }: { phaseId: string; name: string }) {
  const text = useDeferredValue(usePhaseText(phaseId));
  return text === "" ? null : <Box text={text} name={name} />;
}

function Box({ text, name }: { text: string; name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useFocusHeir(box, (gone) => gone.closest("li")?.querySelector<HTMLElement>("[data-row]"));
  useEffect(() => {
    if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <div
      ref={box}
      className={css["live"]}
      tabIndex={0}
      role="region"
      aria-label={`Text of ${name}`}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
    >
      <Markdown text={text} isLive />
    </div>
  );
}

/** All that a phase has written. */
export function PhaseText({ phaseId, isLive }: { phaseId: string; isLive: boolean }) {
  const text = useDeferredValue(usePhaseText(phaseId));
  return text === ""
    ? <p className={css["does"]}>It has written nothing yet.</p>
    : (
      <div className={css["text"]}>
        <Markdown text={text} isLive={isLive} />
      </div>
    );
}
