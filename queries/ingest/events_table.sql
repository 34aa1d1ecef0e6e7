-- The table of events: facts as they were checked at load; attributes follow as numbered columns a1, a2...
create table events (
    event_no bigint not null,
    load_no integer not null,
    event_id varchar,
    customer_id varchar not null,
    journey_id varchar,
    occurred_at timestamp not null,
    occurred_s bigint not null,
    touchpoint varchar not null,
    stage varchar,
    channel varchar,
    service_mode varchar,
    initiative varchar,
    emotion varchar,
    valence decimal(7, 6),
    nps tinyint,
    csat tinyint,
    ces tinyint,
    "comment" varchar,
    "language" varchar,
    case_id varchar,
    reason varchar,
    actor varchar,
    case_event varchar,
    promised_at timestamp,
    first_response_at timestamp,
    resolved_at timestamp,
    order_id varchar,
    revenue decimal(18, 4),
    "cost" decimal(18, 4),
    referred_by varchar,
    friction varchar,
    recording_url varchar
);
create table attributes (attribute_no integer not null, attribute varchar not null);
create table loads (
    load_no integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    fingerprint varchar not null,
    loaded_at timestamp not null,
    report varchar not null
)
