// Images of document pages, kept in memory so that what was opened can still be read without a network.

import { pageUrl } from "../net/api";

const KEPT = 60;

export interface Page {
  image: HTMLImageElement;
  state: "loading" | "ready" | "failed";
}

export class Pages {
  private kept: Record<string, Page> = {};
  private order: string[] = [];

  constructor(private readonly changed: () => void) {}

  get(id: string, number: number, width: 720 | 1080): Page {
    const url = pageUrl(id, number, width);
    const known = this.kept[url];
    if (known !== undefined && known.state !== "failed") return known;
    if (known !== undefined) this.order = this.order.filter((other) => other !== url);
    const page: Page = { image: new Image(), state: "loading" };
    page.image.onload = () => {
      page.state = "ready";
      this.changed();
    };
    page.image.onerror = () => {
      page.state = "failed";
      this.changed();
    };
    page.image.src = url;
    this.kept[url] = page;
    this.order.push(url);
    while (this.order.length > KEPT) delete this.kept[this.order.shift() as string];
    return page;
  }

  forget(): void {
    this.kept = {};
    this.order = [];
  }

  /** As `get`, but a page that failed stays so until somebody asks again. */
  peek(id: string, number: number, width: 720 | 1080): Page {
    return this.kept[pageUrl(id, number, width)] ?? this.get(id, number, width);
  }
}
