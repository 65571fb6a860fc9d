import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** What is shown instead of what cannot be rendered. `again` renders it again. */
  instead: (error: unknown, again: () => void) => ReactNode;
  /** What the part shows: its fault ends when this changes. */
  of?: string;
}

/**
 * Keeps a fault of a part of the page in that part: without it React removes the whole page, and one message that some
 * parser cannot take would hide every approval of an inbox. The fault goes to the browser's console as any other.
 */
export class Guarded extends Component<Props, { fault: { error: unknown } | null }> {
  override state: { fault: { error: unknown } | null } = { fault: null };

  static getDerivedStateFromError(error: unknown) {
    return { fault: { error } };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.fault && before.of !== this.props.of) this.setState({ fault: null });
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return this.props.instead(fault.error, () => this.setState({ fault: null }));
  }
}
