import { connect } from './db/connect.ts'
const t=performance.now(); const l=(x)=>console.log(Math.round(performance.now()-t),x)
const d=connect('postgres://gongyuan_service:x@127.0.0.1:1/none',{max:1})
try { await d.authorities() } catch(e){ l(e.message)}
await d.close(); l('closed')
