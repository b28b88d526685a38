import { z } from 'zod'

// Zod would probe `new Function` when a schema is made; a page whose security policy forbids that reports each probe.
z.config({ jitless: true })

export { z }
