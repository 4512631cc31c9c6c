// The way from a browser to the kiosk: a proxy, so that it can really be cut.

import net from "node:net";

export class Way {
  static async to(port) {
    const way = new Way();
    way.server = net.createServer((near) => way.join(near, port));
    await new Promise((done) => way.server.listen(0, "127.0.0.1", done));
    way.address = `http://127.0.0.1:${way.server.address().port}`;
    return way;
  }

  sockets = new Set();
  isCut = false;

  join(near, port) {
    if (this.isCut) return near.destroy();
    const far = net.connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => { this.sockets.delete(socket); near.destroy(); far.destroy(); });
    }
    near.pipe(far);
    far.pipe(near);
    return undefined;
  }

  cut() {
    this.isCut = true;
    for (const socket of [...this.sockets]) socket.destroy();
  }

  mend() {
    this.isCut = false;
  }

  close() {
    this.cut();
    this.server.close();
  }
}
