-- Calls are counted by each of wrk's threads and summed at the end.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init()
  math.randomseed(os.time() * 7919 + number * 104729)
  good, bad = 0, 0
end

function response(status)
  if status >= 200 and status < 300 then good = good + 1 else bad = bad + 1 end
end

function done(summary, latency)
  local good, bad = 0, 0
  for _, thread in ipairs(threads) do
    good = good + thread:get("good")
    bad = bad + thread:get("bad")
  end
  local e = summary.errors
  print(string.format("RESULT %d %d %.3f %.3f %.3f %.3f %.3f", good, bad + e.connect + e.read + e.write + e.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3))
end
