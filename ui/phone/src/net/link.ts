// The connection to the kiosk's broker through /mqtt of this page's own origin. One client a connection: what is
// unanswered is in our outbox, so nothing may be resent behind its back.

import type { IClientOptions } from "mqtt";
import MqttClient from "mqtt/lib/client";
import { browserStreamBuilder } from "mqtt/lib/connect/ws";

export interface Credential {
  /** MQTT client id. */
  id: string;
  user: string;
  password: string;
  prefix: string;
  /** An enrolled device, which reads its own `down/#`; else a guest or a wall. */
  device: boolean;
  /** What is read beside the public topics. */
  also?: readonly string[];
}

export interface LinkEvents {
  online(): void;
  /** `denied`: the broker refuses this credential; `taken`: the same id connected elsewhere. */
  offline(why: "lost" | "denied" | "taken"): void;
  message(topic: string, payload: string): void;
}

const PUBLIC = ["kiosk/state", "session", "agenda", "roll", "floor", "queue", "questions", "vote/+", "tally/+", "clock", "notice"];
const DENIED = new Set([4, 5, 134, 135]);
const TAKEN_OVER = 142;

export class Link {
  private client: MqttClient | null = null;
  private ended = false;

  constructor(
    private readonly address: string,
    private readonly credential: Credential,
    private readonly events: LinkEvents,
  ) {}

  open(): void {
    const place = new URL(this.address);
    const options: IClientOptions = {
      protocol: place.protocol === "wss:" ? "wss" : "ws",
      hostname: place.hostname,
      port: Number(place.port) || (place.protocol === "wss:" ? 443 : 80),
      path: place.pathname,
      clientId: this.credential.id,
      username: this.credential.user,
      password: this.credential.password,
      protocolVersion: 5,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: 8_000,
      keepalive: 60,
      resubscribe: false,
      queueQoSZero: false,
      timerVariant: "native",
    };
    const client = new MqttClient((self) => browserStreamBuilder(self, options), options);
    this.client = client;
    client.on("connect", () => {
      const own = this.credential.device ? [`d/${this.credential.id}/down/#`] : [];
      const topics = [...PUBLIC, ...own, ...(this.credential.also ?? [])].map((tail) => `${this.credential.prefix}/${tail}`);
      client.subscribe(topics, { qos: 1 }, (error) => {
        if (error === null || error === undefined) this.events.online();
        else this.close("lost");
      });
    });
    client.on("message", (topic, payload) => this.events.message(topic, payload.toString()));
    client.on("disconnect", (packet) => this.close(packet.reasonCode === TAKEN_OVER ? "taken" : "lost"));
    client.on("error", (error) => {
      const code = (error as { code?: unknown }).code;
      this.close(typeof code === "number" && DENIED.has(code) ? "denied" : "lost");
    });
    client.on("close", () => this.close("lost"));
  }

  /** Sends a request; `delivered` is called at the broker's PUBACK. */
  publish(tail: string, payload: string, delivered: () => void): void {
    this.client?.publish(`${this.credential.prefix}/${tail}`, payload, { qos: 1 }, (error) => {
      if ((error === null || error === undefined) && !this.ended) delivered();
    });
  }

  /** Leaves without a word to `events`. */
  drop(): void {
    if (this.ended) return;
    this.ended = true;
    this.client?.end(true);
  }

  private close(why: "lost" | "denied" | "taken"): void {
    if (this.ended) return;
    this.drop();
    this.events.offline(why);
  }
}
