// Instead of `worker-timers`: the page asks mqtt.js for the browser's own timers.
exports.setInterval = (...args) => setInterval(...args);
exports.clearInterval = (id) => clearInterval(id);
