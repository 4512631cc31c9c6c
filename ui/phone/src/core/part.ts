// A part of the page that is loaded when it is first needed, and again when that failed.

export class Part<T> {
  state: { kind: "waiting" } | { kind: "failed" } | { kind: "ready"; value: T } = { kind: "waiting" };
  private asked = false;

  constructor(private readonly load: () => Promise<T>) {}

  /** Loads it unless that was begun or has failed; `changed` is called when the state is another. */
  want(changed: () => void): void {
    if (this.asked) return;
    this.asked = true;
    this.load().then(
      (value) => {
        this.state = { kind: "ready", value };
        changed();
      },
      () => {
        this.state = { kind: "failed" };
        changed();
      },
    );
  }

  again(changed: () => void): void {
    if (this.state.kind !== "failed") return;
    this.state = { kind: "waiting" };
    this.asked = false;
    this.want(changed);
  }
}
