import { classes } from "./classes.ts";
import css from "./tabs.module.css";

/** A choice between views of the same thing. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
}

/** Buttons that select one of several views; the selected one is pressed. Their panels are next in the page. */
export function Tabs<Name extends string>(
  { label, tabs, selected, onSelect }: {
    label: string;
    tabs: readonly Tab<Name>[];
    selected: Name;
    onSelect: (name: Name) => void;
  },
) {
  return (
    <div role="group" aria-label={label} className={css["tabs"]}>
      {tabs.map(({ name, title }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === selected}
          className={classes(css["tab"], name === selected && css["selected"])}
          onClick={() => onSelect(name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
