// What is about to be recorded, read once more. The safe key comes first, where the last tap was not.

import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../text/desk";
import { Key } from "../views/bits";
import { useGuard } from "../views/guard";

interface Props {
  title: string;
  go: string;
  onGo: () => void;
  onBack: () => void;
  children: ComponentChildren;
}

export function Confirm(props: Props): JSX.Element {
  const guarded = useGuard(props.title);
  useEffect(() => window.scrollTo(0, 0), []);
  return (
    <div class="narrow gap16" data-testid="page-confirm">
      <h1 class="mid">{props.title}</h1>
      {props.children}
      <div class="keys gap24">
        <Key id="confirm-back" class="tall" onPress={props.onBack}>{t("confirm.back")}</Key>
        <Key id="confirm-go" class="now" onPress={() => { if (!guarded) props.onGo(); }}>{props.go}</Key>
      </div>
    </div>
  );
}
