import { Dialog } from "../ui/dialog.tsx";
import { sections } from "./sections.ts";
import css from "./help.module.css";

const keys: readonly (readonly [string, string])[] = [
  ...sections.map(({ key, title }) => [`g ${key}`, title] as const),
  ["/", "Search"],
  ["j / k", "Next or previous row"],
  ["Enter", "Open the row"],
  ["s", "Select the row, for what is done to many"],
  ["a / x", "Approve or reject the selected approval"],
  ["m", "Write a message"],
  ["Shift Enter", "Begin a line in a message"],
  ["Esc", "Close the inspector or a dialog"],
  ["[ / ]", "One event back or forward"],
  [".", "Back to the present"],
  ["t", "Timeline as a table"],
  ["?", "This help"],
];

/** The keys of the console. */
export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className={css["keys"]}>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
