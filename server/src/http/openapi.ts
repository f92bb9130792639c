import { Problem, type Route, routes } from "@sheaf/wire"
import { toJsonSchema } from "@valibot/to-json-schema"
import type { GenericSchema } from "valibot"
import { PROBLEM_TYPE } from "./problem.ts"

type Json = Record<string, unknown>
let made: Json | undefined

/** The list of all addresses as an OpenAPI document, made from the routes that the server itself is bound to. */
export function openapi(): Json {
  made ??= {
    openapi: "3.1.0",
    info: { title: "Sheaf", version: "1", license: { name: "GPL-3.0-only", identifier: "GPL-3.0-only" } },
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "sheaf_session" } },
      schemas: { Problem: schemaOf(Problem, "output") },
    },
    paths: paths(),
  }
  return made
}

function paths(): Json {
  const all: Record<string, Json> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}")
    all[path] = { ...all[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return all
}

function operation(operationId: string, route: Route): Json {
  const parameters = [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")]
  return {
    operationId,
    summary: route.summary,
    ...(route.who === "person" ? { security: [{ session: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: contentOf(route.body, "input") } }),
    responses: {
      [route.status]: {
        description: "Done",
        ...(route.answer === undefined ? {} : { content: contentOf(route.answer, "output") }),
      },
      default: {
        description: "Refused: nothing was changed",
        content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  }
}

function contentOf(body: GenericSchema | "bytes", mode: "input" | "output"): Json {
  return body === "bytes"
    ? { "application/octet-stream": {} }
    : { "application/json": { schema: schemaOf(body, mode) } }
}

function parametersOf(schema: GenericSchema | undefined, where: "path" | "query"): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = toJsonSchema(schema, { errorMode: "ignore", typeMode: "input" })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }))
}

/** Transformations (trimming, brands) have no place in JSON Schema; what goes in or comes out is described, not how it is changed. */
function schemaOf(schema: GenericSchema, typeMode: "input" | "output"): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: "ignore", typeMode })
  return rest
}
