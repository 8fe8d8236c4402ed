"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A busy machine is slow, and says nothing about the code.
settings.register_profile("kindly", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kindly")
