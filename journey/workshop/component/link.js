// The way between a board and its room: what is asked for goes out until the server says that it is on its disk.

const AGAIN = [200, 400, 800, 1500, 2000]; // milliseconds until a lost socket is tried again
const SOCKET_FAILS = 3; // tries without any success, after which the room is asked without a socket
const PAUSE = 1000; // milliseconds between two questions that failed

class Link {
  // `query` is '' for who has a seat, "?workshop=7" for who leads; `hear` takes each message, `tell` whether the room is reached.
  constructor({ address, query, hear, tell }) {
    Object.assign(this, { address, query, hear, tell });
    this.waiting = new Map(); // request id to what was asked for and who waits for the outcome
    this.failed = 0;
    this.number = null;
    this.isOver = false;
    this.open();
    addEventListener("online", () => this.socket?.readyState === WebSocket.OPEN || this.open());
  }

  // Resolves once it is on the disk; rejects with {reason, current} where it is refused. Sent again after each break.
  ask(what, fields = {}, id = newId()) {
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { message: { request: id, what, fields }, resolve, reject });
      this.send(this.waiting.get(id));
    });
  }

  end() {
    this.isOver = true;
    this.socket?.close();
  }

  open() {
    clearTimeout(this.timer);
    if (this.isOver || this.isAsking) return;
    const url = new URL(`${this.address}/socket${this.query}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = (this.socket = new WebSocket(url));
    socket.onopen = () => {
      this.failed = 0;
      this.tell(true);
      for (const entry of this.waiting.values()) socket.send(JSON.stringify(entry.message));
    };
    socket.onmessage = (event) => this.take(JSON.parse(event.data));
    socket.onclose = () => {
      if (this.isOver || socket !== this.socket) return;
      this.tell(false);
      this.failed += 1;
      if (this.failed >= SOCKET_FAILS && this.number === null) this.askOnly();
      else this.timer = setTimeout(() => this.open(), AGAIN[Math.min(this.failed, AGAIN.length) - 1]);
    };
  }

  send(entry) {
    if (this.isAsking) this.post(entry);
    else if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(entry.message));
  }

  take(message) {
    if (message.type === "done" || message.type === "refused") {
      const entry = this.waiting.get(message.request);
      this.waiting.delete(message.request);
      if (message.type === "done") entry?.resolve();
      else entry?.reject(message);
      return;
    }
    if (message.type === "out") this.end();
    if (message.number !== undefined) this.number = message.number;
    this.hear(message);
  }

  // Where no socket comes through: one question after the other, each answered when there is something to tell.
  async askOnly() {
    this.isAsking = true;
    for (const entry of this.waiting.values()) this.post(entry);
    while (!this.isOver) {
      const since = this.number === null ? "" : `since=${this.number}`;
      const url = `${this.address}/look${this.query || "?"}${this.query && since ? "&" : ""}${since}`;
      try {
        const answer = await fetch(url, { headers: { "x-room-page": "1" } });
        if (answer.status === 403) { this.take({ type: "out", reason: (await answer.json()).reason }); return; }
        if (!answer.ok) throw new Error(answer.status);
        this.tell(true);
        for (const message of await answer.json()) this.take(message);
      } catch {
        this.tell(false);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  async post(entry) {
    while (!this.isOver && this.waiting.has(entry.message.request)) {
      try {
        const answer = await fetch(`${this.address}/ask${this.query}`, {
          method: "POST", body: JSON.stringify(entry.message), headers: { "x-room-page": "1" },
        });
        const message = await answer.json();
        this.take(answer.ok ? message : { type: "refused", request: entry.message.request, ...message });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
