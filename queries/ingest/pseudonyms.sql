-- The staged rows with HMAC-SHA-256 of the customer id in place of it, wherever a field holds an id of a customer. Ids made for
-- rows without one stay as they are.
update raw set
    customer_id = case when starts_with(customer_id, $generated) then customer_id when customer_id is not null
        then 'p-' || left(sha256($outer || unhex(sha256($inner || encode(customer_id)))), 32) end,
    referred_by = case when referred_by is not null
        then 'p-' || left(sha256($outer || unhex(sha256($inner || encode(referred_by)))), 32) end,
    journey_id = case when journey_id = customer_id
        then 'p-' || left(sha256($outer || unhex(sha256($inner || encode(journey_id)))), 32) else journey_id end
