-- What tables and columns mean: the one place where they are described. The comments travel with the published copy;
-- `chancery sql` and docs/warehouse.md show them. A unit stands in brackets at the end.
-- A column means the same wherever its name stands: one comment is enough, and goes to all columns of that name that
-- have none of their own (warehouse/comments.py).

COMMENT ON TABLE fact_event IS 'One row an event of the world: a meeting, a visit or an incident, however many articles tell of it';
COMMENT ON COLUMN fact_event.event_id IS 'The event; made from its first record''s id, and the same when later articles tell of it. Earlier ids: event_redirect';
COMMENT ON COLUMN fact_event.kind IS 'meeting, visit or incident';
COMMENT ON COLUMN fact_event.status IS 'How far it has come: occurred, ongoing, scheduled, proposed, postponed, cancelled or denied';
COMMENT ON COLUMN fact_event.incident_type IS 'What sort of incident, such as armed_attack or sanction (docs/codebook.md); null for meetings and visits';
COMMENT ON COLUMN fact_event.channel IS 'How a meeting takes place: in_person, phone, video or unknown; null for visits and incidents';
COMMENT ON COLUMN fact_event.place_name IS 'The most exact place that is named, as the article writes it; of a visit its destination';
COMMENT ON COLUMN fact_event.country_code IS 'ISO 3166-1 alpha-3, XKX for Kosovo: of an event where it takes place, of an actor whom it belongs to or acts for';
COMMENT ON COLUMN fact_event.start_date IS 'First day on which it takes place, or may; null where no article fixes one';
COMMENT ON COLUMN fact_event.end_date IS 'Last day, inclusive; the same as the first where it is one day';
COMMENT ON COLUMN fact_event.date_precision IS 'How exactly the days are known: day, week, month, quarter, year or unknown';
COMMENT ON COLUMN fact_event.date_basis IS 'Where the days come from: stated (words of the article), publication (news of the moment) or none';
COMMENT ON COLUMN fact_event.killed_count IS 'Killed, as stated; null where no number is [people]';
COMMENT ON COLUMN fact_event.injured_count IS 'Injured, as stated; null where no number is [people]';
COMMENT ON COLUMN fact_event.participant_names IS 'Everybody who takes part, once, under the fullest name; roles other than participant in brackets';
COMMENT ON COLUMN fact_event.first_published_date IS 'When the first article that tells of it was published';
COMMENT ON COLUMN fact_event.last_published_date IS 'When the latest article that tells of it was published';
COMMENT ON COLUMN fact_event.conflict_count IS 'About how many fields its articles disagree: event_conflict has the values [fields]';
COMMENT ON COLUMN fact_event.status_record_id IS 'The record that its status was taken from';
COMMENT ON COLUMN fact_event.time_record_id IS 'The record that its days were taken from; null where it has none';
COMMENT ON COLUMN fact_event.place_record_id IS 'The record that its place was taken from; null where it has none';
COMMENT ON COLUMN fact_event.record_count IS 'How many records there are of it [records]';
COMMENT ON COLUMN fact_event.article_count IS 'How many articles tell of it, copies apart [articles]';
COMMENT ON COLUMN fact_event.cameo_code IS 'CAMEO code, as text: it may begin with 0. Null where CAMEO has none';
COMMENT ON COLUMN fact_event.plover_code IS 'PLOVER event type; null where PLOVER has none';

COMMENT ON TABLE fact_record IS 'One row a record: an event as one article tells it';
COMMENT ON COLUMN fact_record.record_id IS 'The record; follows from article, kind and trigger';
COMMENT ON COLUMN fact_record.article_id IS 'The article; follows from its address or its text';
COMMENT ON COLUMN fact_record.trigger_text IS 'The words that name the event at its clearest mention';
COMMENT ON COLUMN fact_record.trigger_start IS 'Where the trigger begins in the text, from 0 [characters]';
COMMENT ON COLUMN fact_record.trigger_end IS 'Where the trigger ends, exclusive [characters]';
COMMENT ON COLUMN fact_record.confidence IS 'How sure the extractor is that the record is right, 0 to 1 [share]';
COMMENT ON COLUMN fact_record.occasion_text IS 'The larger event in or for which it takes place, in the article''s words';
COMMENT ON COLUMN fact_record.attribution_text IS 'Who says so, in the article''s words';
COMMENT ON COLUMN fact_record.participant_names IS 'Everybody who takes part, in the order of the record; roles other than participant in brackets';
COMMENT ON COLUMN fact_record.visitor_names IS 'Who visits';
COMMENT ON COLUMN fact_record.host_names IS 'Who hosts or receives, where the article says so';
COMMENT ON COLUMN fact_record.perpetrator_names IS 'Who acts in an incident';
COMMENT ON COLUMN fact_record.target_names IS 'Who or what an incident hits';
COMMENT ON COLUMN fact_record.extractor_id IS 'The extractor that made the record: code, lexicon and model, as a fingerprint';

COMMENT ON TABLE bridge_record_participant IS 'One row a participant of a record, as its article names it';
COMMENT ON COLUMN bridge_record_participant.participant_number IS 'Its position in the record, from 1';
COMMENT ON COLUMN bridge_record_participant.participant_name IS 'The fullest name that the article gives';
COMMENT ON COLUMN bridge_record_participant.role IS 'meeting: participant, host, mediator; visit: visitor, host; incident: perpetrator, target';
COMMENT ON COLUMN bridge_record_participant.actor_kind IS 'person, government, organization or group';
COMMENT ON COLUMN bridge_record_participant.office_name IS 'The office by which the article names a person';
COMMENT ON COLUMN bridge_record_participant.actor_id IS 'The actor; null on the side of a dyad that is a country alone';

COMMENT ON TABLE dim_actor IS 'One row an actor: a person, government, organization or group, under whatever names articles mention it';
COMMENT ON COLUMN dim_actor.country_code IS 'The state that it is, belongs to or acts for, ISO 3166-1 alpha-3; null for international bodies, and where it cannot be told';
COMMENT ON COLUMN dim_actor.wikidata_id IS 'The actor in Wikidata, as the reference says; null where it does not';
COMMENT ON COLUMN dim_actor.alias_names IS 'The names under which articles mention it, with semicolons between them';
COMMENT ON COLUMN dim_actor.identity_code IS 'What it is known by: reference, articles (its full name in them), country, or name (a bare name, of one actor or several)';
COMMENT ON COLUMN dim_actor.actor_name IS 'The name by which the actor is shown';

COMMENT ON TABLE actor_link IS 'One row a participant of a record, with the actor whom it means, and why (docs/actors.md)';
COMMENT ON COLUMN actor_link.mention_text IS 'The participant as its article names it';
COMMENT ON COLUMN actor_link.actor_id IS 'The actor; null where the participant is not linked';
COMMENT ON COLUMN actor_link.reason_code IS 'Why it is linked, or why not, such as full_name, office_held or ambiguous';
COMMENT ON COLUMN actor_link.confidence IS 'How sure the link is, 0 to 1; 0 where there is none [share]';

COMMENT ON TABLE actor_redirect IS 'One row an id that is no actor''s any longer, since its name was found to be of another';
COMMENT ON COLUMN actor_redirect.old_actor_id IS 'The id of a name by itself';

COMMENT ON TABLE bridge_event_actor IS 'One row an actor of an event in one role';
COMMENT ON TABLE bridge_event_article IS 'One row an article that tells of an event, copies among them';
COMMENT ON COLUMN bridge_event_article.copy_of_article_id IS 'The article whose text this one has, too; null for originals';
COMMENT ON TABLE bridge_event_topic IS 'One row a topic of an event';
COMMENT ON COLUMN bridge_event_topic.topic_code IS 'What the event is about, such as trade or security (docs/lexicon.md)';
COMMENT ON TABLE bridge_record_place IS 'One row a place of a record that has several, such as the stops of a trip';
COMMENT ON COLUMN bridge_record_place.place_number IS 'Its position in the record, from 1';

COMMENT ON TABLE evidence IS 'One row a proof: the words of the article that say a field of a record';
COMMENT ON COLUMN evidence.field_name IS 'The field of the record, such as place or participants.0.country (the first participant''s)';
COMMENT ON COLUMN evidence.quote_text IS 'The words; null where the value follows from no particular ones';
COMMENT ON COLUMN evidence.start_char IS 'Where the words begin in the article''s text, from 0 [characters]';
COMMENT ON COLUMN evidence.end_char IS 'Where they end, exclusive [characters]';
COMMENT ON COLUMN evidence.inference_code IS 'How the value follows where the words alone do not say it, such as date_rule or capital; null where they do';

COMMENT ON TABLE absence IS 'One row a field of a record that is null, and why';
COMMENT ON COLUMN absence.field_name IS 'The field of the record, such as place or participants.0.country (the first participant''s)';
COMMENT ON COLUMN absence.reason_code IS 'Why: not_stated, no_publication_date, not_resolvable or not_applicable';

COMMENT ON TABLE claims IS 'One row a statement that counts, such as "the second meeting in two months"';
COMMENT ON COLUMN claims.claim_text IS 'The statement, in the article''s words';
COMMENT ON COLUMN claims.ordinal IS 'The number that it says the event has: 1 for the first';
COMMENT ON COLUMN claims.subject_text IS 'Whose count it is, in the article''s words; empty where it does not say';
COMMENT ON COLUMN claims.period_days IS 'Over how long it counts, a month as 30 and a year as 365; null where it does not say [days]';
COMMENT ON COLUMN claims.since_date IS 'Since when it counts; null where it does not say';
COMMENT ON COLUMN claims.event_id IS 'The event that it is made of';
COMMENT ON COLUMN claims.from_date IS 'The first day of what was counted; null for ever';
COMMENT ON COLUMN claims.to_date IS 'The last day of what was counted';
COMMENT ON COLUMN claims.counted_count IS 'How many such events the warehouse knows, this one among them [events]';
COMMENT ON COLUMN claims.counted_event_ids IS 'Those events, separated by spaces';
COMMENT ON COLUMN claims.verdict_code IS 'consistent: as many are known; contradicted: more are; not_enough_data: fewer are, or the articles do not go back far enough';

COMMENT ON TABLE dim_article IS 'One row an article in its current version, with or without records';
COMMENT ON COLUMN dim_article.title IS 'Its headline; may be empty';
COMMENT ON COLUMN dim_article.published_date IS 'The day on which the article was published; null where it carries none';
COMMENT ON COLUMN dim_article.url IS 'Its address';
COMMENT ON COLUMN dim_article.source_name IS 'The outlet that published it';
COMMENT ON COLUMN dim_article.language_code IS 'ISO 639-1';
COMMENT ON COLUMN dim_article."text" IS 'The text that evidence points into';

COMMENT ON TABLE dim_source IS 'One row an outlet';
COMMENT ON COLUMN dim_source.article_count IS 'How many articles there are of it [articles]';
COMMENT ON COLUMN dim_source.first_published_date IS 'The day of the first article';
COMMENT ON COLUMN dim_source.last_published_date IS 'The day of the latest article';

COMMENT ON TABLE event_conflict IS 'One row a value that articles give to a field of an event where others give another one';
COMMENT ON COLUMN event_conflict.field_name IS 'The field: time, place, country, incident_type or killed';
COMMENT ON COLUMN event_conflict.value_text IS 'The value; of a time over several days the first and the last';
COMMENT ON COLUMN event_conflict.record_count IS 'How many records say so [records]';
COMMENT ON COLUMN event_conflict.is_chosen IS 'Whether the event has this value';

COMMENT ON TABLE event_redirect IS 'One row an id that leads to an event under another one: an event has the id of its first record, and those of all its others lead to it';
COMMENT ON COLUMN event_redirect.old_event_id IS 'The id, under which the event may have been published before';
COMMENT ON COLUMN event_redirect.event_id IS 'The event as it is now';

COMMENT ON TABLE dim_place IS 'One row a place that an event has, by its name and country';
COMMENT ON COLUMN dim_place.place_id IS 'The place; follows from its name and country';

COMMENT ON TABLE dim_country IS 'One row a country, whether anything is told of it or not';
COMMENT ON COLUMN dim_country.country_name IS 'Its common English name';
COMMENT ON COLUMN dim_country.alpha2_code IS 'ISO 3166-1 alpha-2, XK for Kosovo: what maps in BI tools join on';
COMMENT ON COLUMN dim_country.country_code IS 'ISO 3166-1 alpha-3, XKX for Kosovo';

COMMENT ON TABLE dim_date IS 'One row a day, over the whole years that the events span';
COMMENT ON COLUMN dim_date.calendar_date IS 'The day: joins to start_date';
COMMENT ON COLUMN dim_date.year_number IS 'Year';
COMMENT ON COLUMN dim_date.quarter_number IS 'Quarter, 1 to 4';
COMMENT ON COLUMN dim_date.month_number IS 'Month, 1 to 12';
COMMENT ON COLUMN dim_date.month_name IS 'Month in English';
COMMENT ON COLUMN dim_date.iso_year_number IS 'Year to which the ISO week belongs';
COMMENT ON COLUMN dim_date.iso_week_number IS 'ISO week, 1 to 53';
COMMENT ON COLUMN dim_date.iso_weekday_number IS 'Day of the week, 1 is Monday';
COMMENT ON COLUMN dim_date.weekday_name IS 'Day of the week in English';

COMMENT ON TABLE dim_event_code IS 'One row a CAMEO code that an event can have';
COMMENT ON COLUMN dim_event_code.cameo_root_code IS 'The first two digits of the CAMEO code: one of twenty classes';
COMMENT ON COLUMN dim_event_code.code_name IS 'What the code says';
COMMENT ON COLUMN dim_event_code.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN dim_event_code.goldstein_score IS 'Goldstein''s scale, from -10 (conflict) to 10 (cooperation) [points]';

COMMENT ON TABLE dyads IS 'One row a pair of actors of an event, who does it to whom: the row shape of GDELT and ICEWS';
COMMENT ON COLUMN dyads.event_date IS 'First day of the event';
COMMENT ON COLUMN dyads.source_actor_id IS 'The actor who acts; null where it is a country alone';
COMMENT ON COLUMN dyads.source_name IS 'Its name';
COMMENT ON COLUMN dyads.source_country_code IS 'Its country, ISO 3166-1 alpha-3; null for international bodies';
COMMENT ON COLUMN dyads.target_actor_id IS 'The actor on the other side; null where it is a country alone';
COMMENT ON COLUMN dyads.target_name IS 'Its name';
COMMENT ON COLUMN dyads.target_country_code IS 'Its country, ISO 3166-1 alpha-3; null for international bodies';
COMMENT ON COLUMN dyads.plover_mode IS 'PLOVER mode of the event type, such as phone or arrest; null where none fits';
COMMENT ON COLUMN dyads.cameo_code IS 'CAMEO code of what the source does: a visit is 042 for the visitor, 043 for the host';

COMMENT ON TABLE office_holding IS 'One row an office that somebody held, as imported lists say (`chancery reference import`)';
COMMENT ON COLUMN office_holding.holder_name IS 'Who held it, as the list writes the name';
COMMENT ON COLUMN office_holding.alias_names IS 'Other names, with semicolons between them';
COMMENT ON COLUMN office_holding.country_code IS 'The state of the office, ISO 3166-1 alpha-3; null for international bodies';
COMMENT ON COLUMN office_holding.office_name IS 'The office, as the list writes it';
COMMENT ON COLUMN office_holding.start_date IS 'First day in office; null where it is not known';
COMMENT ON COLUMN office_holding.end_date IS 'Last day in office; null where it is not known, or lies ahead';
COMMENT ON COLUMN office_holding.as_of_date IS 'A day on which the list held: how far an office without an end can be trusted';
COMMENT ON COLUMN office_holding.actor_id IS 'The actor whom articles mention; null where none does';
COMMENT ON COLUMN office_holding.wikidata_id IS 'The person in Wikidata; null where the list does not say';

COMMENT ON TABLE rejects IS 'One row an article that was not taken, and why';
COMMENT ON COLUMN rejects.reject_id IS 'The reject';
COMMENT ON COLUMN rejects.origin IS 'The file or address from which it came';
COMMENT ON COLUMN rejects.line_number IS 'The line in that file, from 1; null where it is the whole file';
COMMENT ON COLUMN rejects.field_name IS 'The field of the article that was wrong; null where none was';
COMMENT ON COLUMN rejects.reason_code IS 'What sort of fault, such as broken_json (docs/sources.md)';
COMMENT ON COLUMN rejects.message IS 'What was wrong';
COMMENT ON COLUMN rejects.remedy IS 'What to do';
COMMENT ON COLUMN rejects.excerpt IS 'The beginning of what was there';

COMMENT ON TABLE superseded_record IS 'One row a record that is told no longer: its article has changed, or a newer extractor does not find it';
COMMENT ON COLUMN superseded_record.content_hash IS 'The version of the article that it came from';
COMMENT ON COLUMN superseded_record.reason_code IS 'Why: newer_article, newer_extractor or article_is_copy';
COMMENT ON COLUMN superseded_record.current_extractor_id IS 'The extractor that read the article last; null where it is not read';

COMMENT ON VIEW records IS 'Records with their article, participants as readable text: for people in a hurry';
COMMENT ON COLUMN records.participants IS 'Everybody who takes part, in the order of the record; roles other than participant in brackets';
COMMENT ON VIEW meetings IS 'The records of meetings';
COMMENT ON VIEW visits IS 'The records of visits';
COMMENT ON COLUMN visits.visitors IS 'Who visits';
COMMENT ON COLUMN visits.hosts IS 'Who hosts or receives, where the article says so';
COMMENT ON VIEW incidents IS 'The records of incidents';
COMMENT ON COLUMN incidents.perpetrators IS 'Who acts';
COMMENT ON COLUMN incidents.targets IS 'Who or what is hit';
COMMENT ON VIEW participants IS 'bridge_record_participant under a shorter name';
COMMENT ON VIEW upcoming IS 'Announced meetings and visits that are not past on the day of the latest article';
COMMENT ON VIEW overdue IS 'Meetings and visits that were fixed for a day before the latest article''s, and of which no article says that they took place';

COMMENT ON TABLE event_history IS 'One row a step of what was known of an event: all that was known once an article was published';
COMMENT ON COLUMN event_history.change_codes IS 'What the article changed: first, status, time, place, casualties, participants; nothing where it says again what is known';
COMMENT ON COLUMN event_history.told_status IS 'The status that the article itself gives the event';
COMMENT ON COLUMN event_history.participant_names IS 'Whom the article names';
COMMENT ON COLUMN event_history.step_number IS 'Which step it is, from 1';
COMMENT ON COLUMN event_history.known_date IS 'When the article was published that says so; null where it has no date';
COMMENT ON COLUMN event_history.superseded_date IS 'When the next step became known; null where this one still holds';
COMMENT ON MACRO TABLE events_as_of IS 'What was known of each event at the end of a day';
COMMENT ON MACRO TABLE changed_since IS 'The steps of event_history that became known after a day and changed something';
COMMENT ON MACRO TABLE upcoming_on IS 'Meetings and visits announced as of a day, and not past then';
COMMENT ON MACRO TABLE overdue_on IS 'Meetings and visits announced for a time that is past as of a day, with nothing heard since';
