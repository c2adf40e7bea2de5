"""The three groups of statuses by which pages count: took place, announced, not as planned."""

# Over a row `e` of fact_event; assets/events.js has the same groups.
STANDING = """CASE WHEN e.status IN ('occurred', 'ongoing') THEN 'held'
    WHEN e.status IN ('scheduled', 'proposed') THEN 'announced' ELSE 'off' END"""
