-- What the scripts share. PEOPLE names a file with a line "account token" for each person.
require("calls")

local people = {ids = {}, tokens = {}, count = 0}

for line in io.lines(os.getenv("PEOPLE")) do
  local id, token = line:match("^(%S+) (%S+)$")
  people.count = people.count + 1
  people.ids[people.count] = id
  people.tokens[people.count] = "Bearer " .. token
end

return people
