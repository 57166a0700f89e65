-- Reads one of what TARGET names, with blanks between, as random people.
package.path = os.getenv("SCRIPTS") .. "/?.lua;" .. package.path
local people = require("people")
local targets = {}

for target in os.getenv("TARGET"):gmatch("%S+") do
  targets[#targets + 1] = target
end

function request()
  return wrk.format("GET", targets[math.random(#targets)], {["Authorization"] = people.tokens[math.random(people.count)]})
end
