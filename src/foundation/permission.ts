import type { Role } from './roles.ts'

/** Who may call a route: anyone, any signed-in person, candidates, or officers who hold one of the roles for the route's exam. */
export type Permission = 'anyone' | 'signed_in' | readonly (Role | 'candidate')[]
export type Permissions = Readonly<Record<string, Permission>>
