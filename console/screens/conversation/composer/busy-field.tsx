import { busyChoices, type WhenBusy } from "./busy.ts";
import css from "./composer.module.css";

/** What the message does to the turn that is open, with a line on each choice. */
export function BusyField(
  { value, onChange }: { value: WhenBusy; onChange: (value: WhenBusy) => void },
) {
  return (
    <fieldset className={css["busy"]}>
      <legend className={css["muted"]}>A turn is open. What does the message do to it?</legend>
      {busyChoices.map((choice) => (
        <label key={choice.value} className={css["choice"]}>
          <input
            type="radio"
            name="whenBusy"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <strong>{choice.title}</strong>
            <span className={css["words"]}>{` ${choice.line}`}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
