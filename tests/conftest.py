"""What all tests share."""

from hypothesis import settings

# Tests run on shared, noisy machines: how long an example takes there says nothing.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")
