import css from "./icon.module.css";

/** Strokes of the icons in a square of 16, drawn for the console. */
const paths = {
  chat: "M2 3h12v8H7l-3 3v-3H2z",
  hand:
    "M5 8V4a1 1 0 0 1 2 0v3V3a1 1 0 0 1 2 0v4V4a1 1 0 0 1 2 0v5c0 3-1 5-4 5-2 0-3-1-4-3L2 8a1 1 0 0 1 2-1z",
  chart: "M2 14h12M4 12V8M8 12V3M12 12V6",
  agent: "M4 6h8v7H4zM8 6V3M6 9h0M10 9h0M2 8v3M14 8v3",
  wrench: "M10 2a4 4 0 0 0-3 6l-5 5 1 1 5-5a4 4 0 0 0 6-4l-2 2-2-2 2-2z",
  coin: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v6M6 7h3M6 9h3",
  pulse: "M1 8h3l2-5 3 10 2-5h4",
  search: "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM11 11l3 3",
  check: "M3 8l3 4 7-8",
  cross: "M4 4l8 8M12 4l-8 8",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3l2 2",
  play: "M5 3l8 5-8 5z",
  stop: "M4 4h8v8H4z",
  dash: "M3 8h10",
  dots: "M3 8h0M8 8h0M13 8h0",
  copy: "M5 5V2h9v9h-3M2 5h9v9H2z",
  fork: "M4 2v5a3 3 0 0 0 3 3h1M4 14V7M8 10h3M11 7l3 3-3 3",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  left: "M10 4L6 8l4 4",
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v2M8 13v2M1 8h2M13 8h2",
  moon: "M13 10A6 6 0 0 1 6 3a6 6 0 1 0 7 7z",
  auto: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
  help: "M6 6a2 2 0 1 1 3 2c-1 .5-1 1-1 2M8 13h0",
  warn: "M8 2l6 12H2zM8 7v3M8 12h0",
  link: "M9 3h4v4M13 3L7 9M11 9v4H3V5h4",
  download: "M8 2v8M5 7l3 3 3-3M3 13h10",
  plus: "M8 3v10M3 8h10",
} as const;

/** Names of the icons. */
export type IconName = keyof typeof paths;

/** A decoration next to a word: a screen reader does not read it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={css["icon"]} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
