// "Có mặt 27/28", framed while there are too few.

import type { JSX } from "preact";
import type { Foot } from "./view";

export function Here({ foot }: { foot: Foot }): JSX.Element {
  return <span class={foot.below ? "present below" : "present"} data-testid="present">{foot.present}</span>;
}
