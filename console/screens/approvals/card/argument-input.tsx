import type { ChangeEvent } from "react";
import { Select, TextArea, TextField } from "../../../ui/field.tsx";
import type { ArgumentField, FieldKind } from "./argument-fields.ts";
import { shortHint } from "./short-hint.ts";
import css from "./approval-card.module.css";

type Change = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

/** One argument of a call, with the control of its kind. */
export function ArgumentInput(
  { field, text, fault, isReadOnly, onChange }: {
    field: ArgumentField;
    text: string;
    fault: string | undefined;
    isReadOnly: boolean;
    onChange: (text: string) => void;
  },
) {
  const shared = {
    label: field.isRequired ? `${field.label} (required)` : field.label,
    hint: shortHint(field.description),
    fault,
    value: text,
    "aria-required": field.isRequired,
    onChange: (event: Change) => onChange(event.currentTarget.value),
  };
  const options = optionsOf(field);
  if (options) {
    return (
      <Select {...shared} disabled={isReadOnly}>
        {(!field.isRequired || text === "") && <option value="">not given</option>}
        {options.map(([value, title]) => <option key={value} value={value}>{title}</option>)}
      </Select>
    );
  }
  if (field.kind === "json" || field.kind === "long") {
    const rows = Math.min(12, Math.max(2, text.split("\n").length));
    return (
      <TextArea
        {...shared}
        {...{ rows, readOnly: isReadOnly, spellCheck: field.kind === "long" }}
        className={field.kind === "json" ? css["code"] : undefined}
      />
    );
  }
  return (
    <TextField
      {...shared}
      type={field.kind === "date" ? "date" : "text"}
      inputMode={inputModes[field.kind]}
      readOnly={isReadOnly}
      autoComplete="off"
    />
  );
}

const inputModes: Partial<Record<FieldKind, "decimal" | "numeric">> = {
  number: "decimal",
  integer: "numeric",
};

/** The values to choose from with their titles; null: the argument is typed. */
function optionsOf(
  { kind, choices }: ArgumentField,
): readonly (readonly [string, string])[] | null {
  if (kind === "boolean") return [["true", "yes"], ["false", "no"]];
  return kind === "choice"
    ? choices.map((choice, index) => [String(index), String(choice)] as const)
    : null;
}
