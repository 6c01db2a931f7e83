import type { Permissions } from '../foundation/permission.ts'

export const logPermissions: Permissions = {
  'GET /api/log/checkpoint': 'anyone',
  'GET /api/log/entries': 'anyone',
  'GET /api/log/entries/:index': 'anyone',
  'GET /api/log/entries/:index/proof': 'anyone',
  'GET /api/log/leaves/:leafId/proof': 'anyone',
  'GET /api/log/consistency': 'anyone',
  'GET /log': 'anyone',
  'GET /log/verify': 'anyone',
  'GET /log/checkpoint': 'anyone',
  'GET /log/tile/*': 'anyone',
  'GET /log/entries/:index': 'anyone',
  'GET /log/entries/:index/proof': 'anyone',
}
