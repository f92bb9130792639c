import { connect, createServer, type Server, type Socket } from "node:net"

/** The network between a browser and the server: it can be cut, so that nothing passes and everything open falls, and mended. */
export class Line {
  readonly #target: number
  readonly #open = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  private constructor(target: number) {
    this.#target = target
  }

  static async to(target: number): Promise<Line> {
    const line = new Line(target)
    await line.mend()
    return line
  }

  get address(): string {
    return `http://localhost:${this.#port}`
  }

  async cut(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#open) socket.destroy()
    await new Promise<void>(done => (server === undefined ? done() : server.close(() => done())))
  }

  async mend(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer(near => this.#carry(near))
    this.#server = server
    await new Promise<void>(done => server.listen(this.#port, "localhost", done))
    const address = server.address()
    if (typeof address === "object" && address !== null) this.#port = address.port
  }

  #carry(near: Socket): void {
    const far = connect(this.#target, "localhost")
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(socket)
      socket.on("error", () => other.destroy())
      socket.on("close", () => {
        this.#open.delete(socket)
        other.destroy()
      })
    }
    near.pipe(far).pipe(near)
  }
}
