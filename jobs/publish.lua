-- Give an event the next seq, append it to its job's stream and tell the organization's listeners: one round trip.
-- KEYS: seq, stream. ARGV: channel, JSON before the seq, JSON after it, when the job was made (ms since 1970),
-- longest stream, seconds that both keys live on.
local seq = redis.call('INCR', KEYS[1])
if seq == 1 then
  -- First event, or Redis lost the seq: start above all that can have been seen. No job publishes a hundred events
  -- a millisecond, so hundredths of milliseconds since the job was made are above them.
  local now = redis.call('TIME')
  local age = (tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000) - tonumber(ARGV[4])) * 100
  local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  local kept = last and tonumber(string.match(last[1], '^%d+')) or 0
  seq = math.max(1, age, kept + 1)
  redis.call('SET', KEYS[1], string.format('%d', seq))
end
local id = string.format('%d', seq)
local event = ARGV[2] .. id .. ARGV[3]
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], id .. '-0', 'event', event)
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
redis.call('PUBLISH', ARGV[1], event)
return seq
