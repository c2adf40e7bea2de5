"""What an article, a record and an event are.

The models here are the contract between all rooms: sources make articles, extraction makes records,
the warehouse stores both. This room imports nothing of ours.
"""
