namespace OrleansChat.Benchmarks.Sockets;

internal enum SocketState
{
    Connecting,
    Open,
    Closed,
}
