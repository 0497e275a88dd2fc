"""How the worker outlives its broker.

The rows are the jobs, so a call that was in hand when Redis died is nothing that can be lost: the sweeps find its row. Kombu
would rather put it back or tick it off, over a connection that is gone, stumble there, and leave a worker that takes no call
until its longest task ends.
"""

from kombu.transport.redis import Channel, QoS


class CallsInHand(QoS):
    """The calls taken from Redis; those of a channel that is closed died with it, and there is nothing to tick off."""

    def ack(self, delivery_tag: str) -> None:
        if not self.channel.closed:
            super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        if not self.channel.closed:
            super().reject(delivery_tag, requeue=requeue)


def outlive_the_broker() -> None:
    """From here on, no channel to Redis looks after the calls of a connection that is gone."""
    Channel.QoS = CallsInHand
    Channel.do_restore = False
