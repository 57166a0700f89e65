-- Reads what TARGET names, as random people.
package.path = os.getenv("SCRIPTS") .. "/?.lua;" .. package.path
local people = require("people")
local target = os.getenv("TARGET")

function request()
  return wrk.format("GET", target, {["Authorization"] = people.tokens[math.random(people.count)]})
end
