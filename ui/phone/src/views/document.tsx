// A document as page images; the browser's own pinch makes them larger, and the file itself is a download.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { App } from "../core/app";
import type { Page } from "../core/pages";
import { api, fileUrl } from "../net/api";
import { t } from "../text";
import { Back, Key, Next } from "./bits";
import { findDocument } from "./agenda";
import { Frame } from "./frame";

function width(): 720 | 1080 {
  return Math.min(window.innerWidth, 1080) * (window.devicePixelRatio || 1) > 720 ? 1080 : 720;
}

function Sheet({ page, label }: { page: Page; label: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (place === null || page.state !== "ready") return;
    page.image.alt = label;
    while (place.firstChild !== null) place.removeChild(place.firstChild);
    place.appendChild(page.image);
  }, [page, page.state, label]);
  return <div ref={box} data-testid="doc-image" />;
}

export function DocumentPage({ app, id, number }: { app: App; id: string; number: number }): JSX.Element {
  const line = findDocument(app, id);
  const [counted, setCounted] = useState<number | null>(null);
  useEffect(() => {
    app.open(id);
    if (line === null || line.pages === 0) {
      void api.document(id).then((info) => {
        if (info.ok && typeof info.value?.pages === "number") setCounted(info.value.pages);
      });
    }
  }, [id]);
  useEffect(() => window.scrollTo(0, 0), [id, number]);

  const pages = (line === null || line.pages === 0 ? counted : line.pages) ?? 1;
  const at = Math.min(number, Math.max(1, pages));
  const page = app.pages.peek(id, at, width());
  if (page.state === "ready" && at < pages) app.pages.peek(id, at + 1, width());
  const label = t("doc.page", { n: at, of: pages });
  // Leafing replaces the entry, so that "back" leaves the document at once.
  const turn = (to: number): void => app.replace({ page: "document", id, number: to });
  const dock = (
    <div class="pager">
      <Key id="doc-previous" class="sec" off={at <= 1} label={t("doc.previous")} onPress={() => turn(at - 1)}><Back size={32} /></Key>
      <span class="mid" data-testid="doc-page" aria-live="polite">{at}/{pages}</span>
      <Key id="doc-next" class="sec" off={at >= pages} label={t("doc.next")} onPress={() => turn(at + 1)}><Next size={32} /></Key>
    </div>
  );
  return (
    <Frame app={app} onBack={() => history.back()} right={<span class="soft">{line?.number ?? ""}</span>} dock={dock} wide>
      <div class="sheet" data-testid="page-document">
        {page.state === "ready" ? <Sheet page={page} label={label} /> : page.state === "loading" ? <p class="wait cap">{t("wait")}</p> : (
          <div class="wait">
            <b role="alert">{t("doc.failed")}</b>
            <Key id="doc-retry" class="gap16" onPress={() => { app.pages.get(id, at, width()); app.tick(); }}>{t("lost.retry")}</Key>
          </div>
        )}
      </div>
      <h3 class="gap16">{line?.title ?? ""}</h3>
      <a class="key quiet gap16" href={fileUrl(id)} download data-testid="doc-file">{t("doc.download")}</a>
    </Frame>
  );
}
