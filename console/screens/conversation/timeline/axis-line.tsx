import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { duration } from "../../../ui/format.ts";
import { type AxisPart, positionOf, type Range, timeAt } from "./axis.ts";
import css from "./timeline.module.css";

const width = 1_000;

/**
 * The axis: its gaps with their length, and the part that a pointer selects. With the keyboard `+` and `-` look closer and
 * wider, the arrows move, `Escape` shows all.
 */
export function AxisLine(
  { axis, view, onFocus }: {
    axis: readonly AxisPart[];
    view: Range;
    onFocus: (range: Range | null) => void;
  },
) {
  const line = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const placeOf = ({ clientX }: PointerEvent) => {
    const box = line.current?.getBoundingClientRect();
    return box ? Math.min(1, Math.max(0, (clientX - box.left) / box.width)) : 0;
  };
  const finish = () => {
    if (dragged) {
      const [a, b] = [...dragged].sort((x, y) => x - y) as [number, number];
      if (b - a > 0.01) onFocus({ from: timeAt(axis, a), to: timeAt(axis, b) });
    }
    setDragged(null);
  };
  return (
    <div
      ref={line}
      className={css["axis"]}
      role="slider"
      tabIndex={0}
      aria-label="Part of the time that is shown: plus and minus look closer and wider, arrows move, Escape shows all"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={50}
      aria-valuetext={`${new Date(view.from).toLocaleTimeString()} to ${
        new Date(view.to).toLocaleTimeString()
      }`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged([placeOf(event), placeOf(event)]);
      }}
      onPointerMove={(event) => dragged && setDragged([dragged[0], placeOf(event)])}
      onPointerUp={finish}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={(event) => onKey(event, view, onFocus)}
    >
      <svg viewBox={`0 0 ${width} 24`} preserveAspectRatio="none" aria-hidden="true">
        {axis.filter(({ isGap }) => isGap).map(({ from, x0, x1 }) => (
          <rect
            key={from}
            x={x0 * width}
            width={(x1 - x0) * width}
            height="24"
            className={css["gap"]}
          />
        ))}
        {dragged && (
          <rect
            x={Math.min(...dragged) * width}
            width={Math.abs(dragged[1] - dragged[0]) * width}
            height="24"
            className={css["dragged"]}
          />
        )}
      </svg>
      {axis.filter(({ isGap }) => isGap).map(({ from, to }) => (
        <span
          key={from}
          className={css["gapLength"]}
          style={{ insetInlineStart: `${positionOf(axis, (from + to) / 2) * 100}%` }}
        >
          {duration(to - from)}
        </span>
      ))}
      <span className={css["start"]}>{new Date(view.from).toLocaleTimeString()}</span>
      <span className={css["end"]}>{new Date(view.to).toLocaleTimeString()}</span>
    </div>
  );
}

/** What a key does to the part of the time that is shown. */
export function movedBy(key: string, { from, to }: Range): Range | null | undefined {
  const length = to - from;
  const by = (a: number, b: number) => ({ from: from + a * length, to: to + b * length });
  switch (key) {
    case "+":
      return by(0.25, -0.25);
    case "-":
      return by(-0.5, 0.5);
    case "ArrowLeft":
      return by(-0.25, -0.25);
    case "ArrowRight":
      return by(0.25, 0.25);
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

function onKey(event: KeyboardEvent, view: Range, onFocus: (range: Range | null) => void): void {
  const next = movedBy(event.key, view);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  onFocus(next);
}
