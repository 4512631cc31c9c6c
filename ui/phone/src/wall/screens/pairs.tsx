// "Tiếp theo: Mai Văn M", one line each.

import type { JSX } from "preact";
import type { Pair } from "../view";

export function Pairs({ pairs }: { pairs: Pair[] }): JSX.Element {
  return (
    <div class="pairs">
      {pairs.map(({ key, value }) => (
        <p class="wrap two" key={key}>{key === "" ? null : <span class="soft">{key} </span>}{value}</p>
      ))}
    </div>
  );
}
