import { classes } from "../../../ui/classes.ts";
import { duration } from "../../../ui/format.ts";
import { Icon, type IconName } from "../../../ui/icon.tsx";
import { type AxisPart, positionOf, type Range } from "./axis.ts";
import type { Bar, Lane } from "./bars.ts";
import { fillOf, words } from "./legend.tsx";
import { endOf } from "./shown-lanes.ts";
import css from "./timeline.module.css";

/** Units of the drawing across its width. */
const width = 1_000;
/** A bar is at least as wide, so that a short attempt can be seen. */
const leastWidth = 3;

const icons: Readonly<Record<Lane["kind"], IconName>> = {
  turn: "chat",
  model: "agent",
  tool: "wrench",
};

/** What the icon shows, for a screen reader. */
const kinds: Readonly<Record<Lane["kind"], string>> = {
  turn: "",
  model: "Model call ",
  tool: "Tool call ",
};

/** A turn or step: its name, and its bars on the axis. The button says the same in words. */
export function LaneRow(
  { lane, axis, view, now, start, isSelected, onSelect }: {
    lane: Lane;
    axis: readonly AxisPart[];
    view: Range;
    now: number;
    start: number;
    isSelected: boolean;
    onSelect: (lane: Lane) => void;
  },
) {
  return (
    <li
      className={classes(
        css["lane"],
        lane.kind === "turn" && css["turn"],
        isSelected && css["selected"],
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        className={css["name"]}
        aria-current={isSelected ? "true" : undefined}
        onClick={() => onSelect(lane)}
      >
        <Icon name={icons[lane.kind]} />
        {kinds[lane.kind] !== "" && <span className={css["words"]}>{kinds[lane.kind]}</span>}
        <span className={css["title"]}>{lane.title}</span>
        <span className={css["words"]}>: {wordsOf(lane, now)}</span>
      </button>
      <svg
        className={css["bars"]}
        viewBox={`0 0 ${width} 20`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {lane.bars.filter((bar) => isWithin(bar, view, now)).map((bar) => (
          <BarShape key={`${bar.from} ${bar.kind}`} {...{ bar, axis, now }} />
        ))}
      </svg>
    </li>
  );
}

const isWithin = (bar: Bar, view: Range, now: number) =>
  bar.from <= view.to && endOf(bar, now) >= view.from;

function BarShape({ bar, axis, now }: { bar: Bar; axis: readonly AxisPart[]; now: number }) {
  const x = positionOf(axis, bar.from) * width;
  const size = Math.max(leastWidth, positionOf(axis, endOf(bar, now)) * width - x);
  return (
    <rect
      x={Math.min(x, width - leastWidth)}
      y="4"
      width={size}
      height="12"
      className={css[bar.kind]}
      fill={fillOf(bar.kind)}
    >
      <title>{wordsOfBar(bar, now)}</title>
    </rect>
  );
}

function wordsOfBar(bar: Bar, now: number): string {
  const attempt = bar.attempt > 0 && bar.kind !== "retry" ? `attempt ${bar.attempt} ` : "";
  const length = duration(endOf(bar, now) - bar.from);
  return `${attempt}${words[bar.kind]}, ${length}${bar.failure ? `: ${bar.failure}` : ""}`;
}

/** All bars in words, for a screen reader. */
const wordsOf = ({ bars }: Lane, now: number): string =>
  bars.map((bar) => wordsOfBar(bar, now)).join("; ");
