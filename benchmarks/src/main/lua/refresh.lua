-- Exchanges refresh tokens for the next ones. TOKENS names a file with one in each line. A token is used once, so each is
-- out of the line until its answer has brought the next.
package.path = os.getenv("SCRIPTS") .. "/?.lua;" .. package.path
require("calls")
local first, last, line = 1, 0, {}
local begin, count = init, response

local function put(token)
  last = last + 1
  line[last] = token
end

-- Each of wrk's threads has tokens of its own.
function init()
  begin()
  local at = 0
  for token in io.lines(os.getenv("TOKENS")) do
    at = at + 1
    if at % 2 == number % 2 then put(token) end
  end
end

function request()
  local token = line[first]
  line[first] = nil
  first = first + 1
  return wrk.format("POST", "/v1/tokens", {["Content-Type"] = "application/json"}, '{"refreshToken":"' .. token .. '"}')
end

function response(status, headers, body)
  count(status)
  local token = body:match('"refreshToken"%s*:%s*"([^"]+)"')
  if token then put(token) end
end
