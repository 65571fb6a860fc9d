import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { type ArgumentDraft, keyOf, originalText } from "./argument-draft.ts";
import type { ArgumentField } from "./argument-fields.ts";
import { ArgumentInput } from "./argument-input.tsx";
import css from "./approval-card.module.css";

/** The arguments of a call as a form. The API checks what is changed; its faults are at the fields. */
export function ArgumentsForm(
  { fields, draft, faults, others, isReadOnly, onChange, onReset }: {
    fields: readonly ArgumentField[];
    draft: ArgumentDraft;
    faults: Readonly<Record<string, string>>;
    /** Faults that name no field. */
    others: readonly string[];
    isReadOnly: boolean;
    onChange: (key: string, text: string) => void;
    /** Null: nothing is changed. */
    onReset: (() => void) | null;
  },
) {
  return (
    <fieldset className={css["arguments"]}>
      <legend className={css["legend"]}>Arguments</legend>
      {fields.length === 0 && <p>None.</p>}
      {fields.map((field) => {
        const key = keyOf(field);
        return (
          <ArgumentInput
            key={key}
            field={field}
            text={draft[key] ?? originalText(field)}
            fault={faults[key]}
            isReadOnly={isReadOnly}
            onChange={(text) => onChange(key, text)}
          />
        );
      })}
      {others.length > 0 && <Notice kind="fault">{others.join(" ")}</Notice>}
      {onReset && <Button className={css["undo"]} onClick={onReset}>Undo the changes</Button>}
    </fieldset>
  );
}
