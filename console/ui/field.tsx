import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import css from "./field.module.css";

interface FieldProps {
  label: string;
  /** What is wrong with the value; null: nothing. */
  fault?: string | null | undefined;
  /** A sentence below the field. */
  hint?: ReactNode;
  /** True: only a screen reader reads the label. */
  isLabelHidden?: boolean;
}

/** What a control needs to be named by its label, and described by its hint and fault. */
interface Named {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

function Field(
  { label, fault, hint, isLabelHidden, children }: FieldProps & {
    children: (named: Named) => ReactNode;
  },
) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(fault || hint);
  return (
    <div className={css["field"]}>
      <label htmlFor={id} className={isLabelHidden ? css["hidden"] : css["label"]}>{label}</label>
      {children({
        id,
        "aria-describedby": hasNote ? noteId : undefined,
        "aria-invalid": fault ? true : undefined,
      })}
      {hasNote && <p id={noteId} className={fault ? css["fault"] : css["hint"]}>{fault || hint}</p>}
    </div>
  );
}

/** A line of text with its label. */
export function TextField(
  { label, fault, hint, isLabelHidden, className, ...rest }:
    & FieldProps
    & ComponentProps<"input">,
) {
  return (
    <Field {...{ label, fault, hint, isLabelHidden: isLabelHidden ?? false }}>
      {(named) => <input {...rest} {...named} className={classes(css["control"], className)} />}
    </Field>
  );
}

/** Several lines of text with their label. */
export function TextArea(
  { label, fault, hint, isLabelHidden, className, ...rest }:
    & FieldProps
    & ComponentProps<"textarea">,
) {
  return (
    <Field {...{ label, fault, hint, isLabelHidden: isLabelHidden ?? false }}>
      {(named) => <textarea {...rest} {...named} className={classes(css["control"], className)} />}
    </Field>
  );
}

/** A choice with its label; the children are `option` elements. */
export function Select(
  { label, fault, hint, isLabelHidden, className, ...rest }:
    & FieldProps
    & ComponentProps<"select">,
) {
  return (
    <Field {...{ label, fault, hint, isLabelHidden: isLabelHidden ?? false }}>
      {(named) => <select {...rest} {...named} className={classes(css["control"], className)} />}
    </Field>
  );
}

/** A box to tick, with its label next to it. */
export function Checkbox({ label, ...rest }: { label: ReactNode } & ComponentProps<"input">) {
  return (
    <label className={css["check"]}>
      <input type="checkbox" {...rest} />
      {label}
    </label>
  );
}
