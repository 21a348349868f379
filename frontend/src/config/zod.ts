/** To be imported before any schema is made: zod would try to make code from strings, which our pages' policy refuses. */
import * as z from 'zod';

z.config({ jitless: true });
