-- Receipts are looked up with the lock; their primary key catches the same send tried twice at once.
drop function known_sends;
