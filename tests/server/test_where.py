"""Where the app is reached in the network."""

from journey.model.app_url import LOOPBACK
from journey.server.where import network_address


def test_this_machines_address_in_the_network_is_none_that_only_it_reaches():
    assert network_address() not in (*LOOPBACK, "0.0.0.0")
