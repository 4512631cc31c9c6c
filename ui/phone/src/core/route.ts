// Where in the page: kept in the address' hash, so that the phone's own "back" works.

export type SecretaryTab = "roll" | "entry" | "speak" | "guests" | "motion" | "notes" | "promises";

export type Route =
  | { page: "home" }
  | { page: "guest" }
  | { page: "agenda" }
  | { page: "speak" }
  | { page: "leave" }
  | { page: "opened" }
  | { page: "opinion"; speech: string }
  | { page: "document"; id: string; number: number }
  | { page: "result"; vote: string }
  | { page: "tab"; tab: SecretaryTab };

const TABS: readonly SecretaryTab[] = ["roll", "entry", "speak", "guests", "motion", "notes", "promises"];
const ID = /^[a-z0-9-]{1,36}$/;

export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").split("/");
  const second = parts[1] ?? "";
  switch (parts[0]) {
    case "guest":
    case "agenda":
    case "speak":
    case "leave":
    case "opened":
      return { page: parts[0] };
    case "opinion":
      return ID.test(second) ? { page: "opinion", speech: second } : { page: "home" };
    case "doc":
      return ID.test(second)
        ? { page: "document", id: second, number: Math.max(1, parseInt(parts[2] ?? "1", 10) || 1) }
        : { page: "home" };
    case "result":
      return { page: "result", vote: second };
    case "s": {
      const tab = TABS.find((name) => name === second);
      return tab === undefined ? { page: "home" } : { page: "tab", tab };
    }
    default:
      return { page: "home" };
  }
}

export function routeHash(route: Route): string {
  switch (route.page) {
    case "home":
      return "#/";
    case "guest":
    case "agenda":
    case "speak":
    case "leave":
    case "opened":
      return `#/${route.page}`;
    case "opinion":
      return `#/opinion/${route.speech}`;
    case "document":
      return `#/doc/${route.id}/${route.number}`;
    case "result":
      return `#/result/${route.vote}`;
    case "tab":
      return `#/s/${route.tab}`;
  }
}
