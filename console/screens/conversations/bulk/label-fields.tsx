import { TextField } from "../../../ui/field.tsx";

/** Asks which labels to add and to remove. */
export function LabelFields(
  { change, onChange }: {
    change: { add: string; remove: string };
    onChange: (change: { add: string; remove: string }) => void;
  },
) {
  return (
    <>
      <TextField
        label="Labels to add"
        hint="separated by commas"
        value={change.add}
        onChange={(event) => onChange({ ...change, add: event.currentTarget.value })}
      />
      <TextField
        label="Labels to remove"
        hint="separated by commas"
        value={change.remove}
        onChange={(event) => onChange({ ...change, remove: event.currentTarget.value })}
      />
    </>
  );
}

/** The labels of a text, without empty ones. */
export const listOf = (text: string): string[] =>
  text.split(",").map((label) => label.trim()).filter((label) => label !== "");
