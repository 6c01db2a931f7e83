import { Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { counterPages } from './counter-page.tsx'
import { doorPages } from './door-pages.tsx'
import { type HomePart, myPages } from './my-pages.tsx'
import { peoplePages } from './people-page.tsx'

/** `homeParts`: what later stages show on /my, in their order; src/stages.ts hands them in. */
export const identityPages = (homeParts: readonly HomePart[]) =>
  new Hono<Env>().route('/', doorPages()).route('/', myPages(homeParts)).route('/', peoplePages()).route('/', counterPages())
