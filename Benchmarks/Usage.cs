namespace OrleansChat.Benchmarks;

internal static class Usage
{
    public const string Text = """
        ./bench <workload> [options]

        pairs     friends in pairs; closed loop: --inflight messages under way in each pair, the two sides in turn,
                  the next when the one before is acknowledged and was seen by the friend
                  --pairs 500, --inflight 1, --rate N (offer N messages a second in all instead)
        im        the same on the IM protocol: message, acknowledgement, delivery and the reader's confirmation
        friend    the same on friend chat, where nothing is acknowledged: the next when the friend saw the one before
        room      one room; --senders members each keep --inflight messages under way, the next when the one
                  before was seen by every member; --members 1000, --senders 16, --inflight 1
        rooms     many rooms, one sender in each; --rooms 200, --members 20, --inflight 1
        large-room  what a message, info, userInfo, a join, a leave and userList cost in a room of which 20 members are
                  on line; --members N, without it 50, 500 and 5000 one after the other
        idle      open connections that say nothing; --connections 10000
        login     connect with a token, upgrade, send a frame, get its answer, leave;
                  --concurrency 64, --users 1000
        all       pairs, im, friend, pairs at 1000 messages a second, room of 100 and of 1000, rooms, idle, login
        runtime   calls a second of the grain runtime
        log       appends a second of the message log over an empty database
        micro     microbenchmarks of codecs, fan-out, runtime and log (BenchmarkDotNet; its options follow)

        --runtime NAME    orleans or embedded, before anything else; without it embedded
        --nodes 1         processes of the server, on Orleans; sockets go to one after the other, so that of each pair
                          and of each room the members are on different nodes
        --seconds 10      how long is measured
        --warmup 12       seconds before, which do not count: until the server's code has been compiled for good
        --json FILE       the figures as JSON too
        --url URL         measure a server that runs already: address of chat33; then also
        --socket URL      for im and friend: the address of its socket,
        --admin URL       its admin address,
        --token TOKEN     its admin token,
        --pid N           its process, for CPU and memory (same machine),
        --database-pid N  the first process of its PostgreSQL
        Without --url each workload starts a server of its own on free ports with an empty database, and stops it.

        Every message is a 100-byte text that the server stores before it acknowledges. Every frame on every socket
        is checked: a message that is lost, duplicated, reordered, altered, unknown or refused ends the run with
        exit code 1. A delivery is a message seen by a member other than its sender. What a client says to one read of
        what it hears leaves in one write: in im mostly the reader's confirmation with his own next message.
        """;
}
