// Instead of what mqtt.js never reaches in this page: Node's sockets, aliases of topics.
exports.LRUCache = class {};
