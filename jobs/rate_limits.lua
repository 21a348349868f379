-- Count one request against each limit: one round trip. A limit is a bucket that fills up evenly over its period
-- (the generic cell rate algorithm): the key holds when it would be full again, in seconds since 1970.
-- KEYS: one a limit. ARGV: requests and seconds of each. Answers, for each: 1 or 0 for whether it lets the request
-- in, how many more it would let in now, and in how many seconds it is full again, or lets one in where it did not.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local answer = {}
for i, key in ipairs(KEYS) do
  local requests, period = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local step = period / requests
  local full = math.max(tonumber(redis.call('GET', key) or 0), now) + step
  local allowed = full - now <= period + 0.00001
  if allowed then
    redis.call('SET', key, string.format('%.6f', full), 'PX', math.ceil((full - now) * 1000))
    local left = math.floor((period - (full - now)) / step + 0.0001)
    answer[i] = {1, math.max(left, 0), string.format('%.6f', full - now)}
  else
    answer[i] = {0, 0, string.format('%.6f', full - now - period)}
  end
end
return answer
