// A small MQTT 5 broker over WebSocket, for development and tests only: QoS 0 and 1, retained messages, rights by callback.

import mqttPacket from "mqtt-packet";
import { WebSocketServer } from "ws";

const V5 = { protocolVersion: 5 };

function fits(filter, topic) {
  const wanted = filter.split("/");
  const parts = topic.split("/");
  for (let i = 0; i < wanted.length; i += 1) {
    if (wanted[i] === "#") return true;
    if (i >= parts.length || (wanted[i] !== "+" && wanted[i] !== parts[i])) return false;
  }
  return wanted.length === parts.length;
}

export class Broker {
  /** `accept({clientId, username, password})` says who may connect; `onUp(topic, payload)` gets what clients send. */
  constructor({ accept, onUp }) {
    this.accept = accept;
    this.onUp = onUp;
    this.retained = new Map();
    this.clients = new Map();
    /** Faults that a scene can ask for. */
    this.faults = { refuse: false, noPuback: false };
  }

  attach(server) {
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has("mqtt") ? "mqtt" : false) });
    server.on("upgrade", (request, socket, head) => {
      if (request.url !== "/mqtt" || this.faults.refuse) return socket.destroy();
      return sockets.handleUpgrade(request, socket, head, (ws) => this.serve(ws));
    });
  }

  serve(ws) {
    const parser = mqttPacket.parser(V5);
    const client = { ws, filters: [], id: null, next: 1 };
    const send = (packet) => ws.readyState === 1 && ws.send(mqttPacket.generate(packet, V5));
    client.send = send;
    parser.on("packet", (packet) => {
      switch (packet.cmd) {
        case "connect": {
          const password = packet.password === undefined ? "" : packet.password.toString();
          if (!this.accept({ clientId: packet.clientId, username: packet.username, password })) {
            send({ cmd: "connack", reasonCode: 135, sessionPresent: false });
            ws.close();
            return;
          }
          const before = this.clients.get(packet.clientId);
          if (before !== undefined) {
            before.send({ cmd: "disconnect", reasonCode: 142 });
            before.ws.close();
          }
          client.id = packet.clientId;
          this.clients.set(client.id, client);
          send({ cmd: "connack", reasonCode: 0, sessionPresent: false });
          return;
        }
        case "subscribe": {
          client.filters.push(...packet.subscriptions.map((one) => one.topic));
          send({ cmd: "suback", messageId: packet.messageId, granted: packet.subscriptions.map(() => 1) });
          for (const [topic, payload] of this.retained) {
            if (packet.subscriptions.some((one) => fits(one.topic, topic))) this.deliver(client, topic, payload, true);
          }
          return;
        }
        case "publish":
          if (packet.qos === 1 && !this.faults.noPuback) send({ cmd: "puback", messageId: packet.messageId, reasonCode: 0 });
          this.onUp(packet.topic, packet.payload.toString(), client.id);
          return;
        case "pingreq":
          send({ cmd: "pingresp" });
          return;
        case "disconnect":
          ws.close();
          return;
        default:
      }
    });
    ws.on("message", (data) => parser.parse(data));
    ws.on("close", () => this.clients.get(client.id) === client && this.clients.delete(client.id));
    ws.on("error", () => ws.close());
  }

  deliver(client, topic, payload, retain) {
    client.next = (client.next % 65535) + 1;
    client.send({ cmd: "publish", topic, payload, qos: 1, messageId: client.next, retain, dup: false });
  }

  publish(topic, value, { retain = false } = {}) {
    const payload = typeof value === "string" ? value : JSON.stringify(value);
    if (retain) this.retained.set(topic, payload);
    for (const client of this.clients.values()) {
      if (client.filters.some((filter) => fits(filter, topic))) this.deliver(client, topic, payload, false);
    }
  }

  dropAll() {
    for (const client of this.clients.values()) client.ws.terminate();
  }
}
