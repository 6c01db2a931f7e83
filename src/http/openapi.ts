import { z } from 'zod'
import type { Permissions } from '../foundation/permission.ts'
import type { Endpoint } from './endpoint.ts'

/** The OpenAPI document of the JSON API, from the schemas that parse the requests and the rows that permit them. */
export function openApiDocument(endpoints: readonly Endpoint[], permissions: Permissions) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint, permissions) }
  }
  return { openapi: '3.1.0', info: { title: 'Gongyuan', version: '1' }, paths }
}

function operation(endpoint: Endpoint, permissions: Permissions) {
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const schema = z.toJSONSchema(endpoint.schema, { io: 'input', unrepresentable: 'any' })
  const properties = Object.entries(schema.properties ?? {})
  const rest = Object.fromEntries(properties.filter(([name]) => !inPath.includes(name)))
  const required = (schema.required ?? []).filter((name) => !inPath.includes(name))
  const parameter = (name: string, place: 'path' | 'query', definition: unknown) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: definition,
  })
  return {
    summary: endpoint.summary,
    'x-permission': permissions[`${endpoint.method.toUpperCase()} /api${endpoint.path}`],
    parameters: [
      ...properties.filter(([name]) => inPath.includes(name)).map(([name, definition]) => parameter(name, 'path', definition)),
      ...(endpoint.method === 'get' ? Object.entries(rest).map(([name, definition]) => parameter(name, 'query', definition)) : []),
    ],
    ...(endpoint.method === 'get'
      ? {}
      : {
          requestBody: {
            content: endpoint.raw
              ? { 'application/octet-stream': {} }
              : { 'application/json': { schema: { type: 'object', properties: rest, required } } },
          },
        }),
    responses: {
      [endpoint.method === 'get' ? 200 : 201]: { description: 'accepted' },
      ...Object.fromEntries(
        Object.entries(endpoint.answers).map(([code, answer]) => [answer.status, { description: `${code}: ${answer.en}` }]),
      ),
    },
  }
}
