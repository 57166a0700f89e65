-- Sends texts of 120 bytes from random people, each under a client id of its own, to random others; or, where GROUP
-- is set, into that chat.
package.path = os.getenv("SCRIPTS") .. "/?.lua;" .. package.path
local people = require("people")
local group = os.getenv("GROUP")

-- Words are as frequent as in a language: a few often, most of them seldom.
local syllables = {"ba", "ne", "ti", "ro", "lu", "sha", "mer", "kon", "vi", "dal", "pre", "gos"}
local words = {}
for a = 1, 12 do for b = 1, 12 do for c = 1, 12 do
  table.insert(words, syllables[a] .. syllables[b] .. syllables[c])
end end end

local function text()
  local parts, length = {}, 0
  while length < 120 do
    local word = words[math.floor(#words * math.random() ^ 3) + 1]
    parts[#parts + 1] = word
    length = length + #word + 1
  end
  return table.concat(parts, " "):sub(1, 120)
end

local function uuid()
  local r = math.random
  return string.format("%04x%04x-%04x-4%03x-%04x-%04x%04x%04x", r(0, 65535), r(0, 65535), r(0, 65535), r(0, 4095),
    r(32768, 49151), r(0, 65535), r(0, 65535), r(0, 65535))
end

function request()
  local from = math.random(people.count)
  local to = math.random(people.count)
  if to == from then to = from % people.count + 1 end
  return wrk.format("POST", "/v1/chats/" .. (group or people.ids[to]) .. "/messages",
    {["Authorization"] = people.tokens[from], ["Content-Type"] = "application/json"},
    '{"clientId":"' .. uuid() .. '","text":"' .. text() .. '"}')
end
