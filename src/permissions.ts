import type { Permissions } from './http/authorise.ts'

/**
 * Who may call what: one table, denied by default. A route without a row is refused, and a test compares the table with the routes.
 * Finer rules (the reviewer's own unit, the carrier who may not receive) are law and live in the stages' rules.
 */
export const permissions: Permissions = {
  'GET /assets/:name': 'anyone',
  'GET /api/openapi.json': 'anyone',
  // log
  // identity
  // exam
  // conduct
  // publicity
  // registration
  // qualification
  // seating
  // staffing
  // custody
  // sitting
  // marking
  // shortlisting
  // interview
  // selection
  // certificates
}
