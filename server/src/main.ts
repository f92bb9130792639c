import { organisationName } from "./app/setup.ts"
import { run, say } from "./run.ts"

/** `node server/src/main.ts`: the server, with the page as it was built. */
const { server, address } = await run(process.env)
say(`Sheaf is at ${address}`)
if ((await organisationName(server.app)) === undefined) say("Open it to create the organisation: the first visit does.")
