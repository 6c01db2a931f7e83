import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Those who answer for the day of a rush. How busy the service is, and nothing about anybody. */
const office: readonly Role[] = [
  'administrator',
  'security_administrator',
  'auditor',
  'exam_office',
  'section_head',
  'deputy_director',
  'centre_director',
]

export const operationsPermissions: Permissions = { 'GET /api/board': office, 'GET /board': office }
