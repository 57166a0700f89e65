-- What people deleted has one reader now. It goes on where the slower of the two before it stood: to hear of a deletion twice
-- does no harm.
UPDATE inbox_position p SET next_offset = o.next_offset, last_event_id = o.last_event_id
FROM inbox_position o
WHERE p.topic = 'lethe.deletion.v1' AND o.topic = 'lethe.deletion.v1/others' AND o.partition = p.partition
  AND o.next_offset < p.next_offset AND p.stopped IS NULL;
DELETE FROM inbox_position WHERE topic = 'lethe.deletion.v1/others';
