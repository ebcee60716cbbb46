namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What every socket of a listener shares.</summary>
internal sealed record SocketSurroundings(
    SocketLimits Limits, TimeProvider Clock, GatewayMetrics Metrics, ILogger Logger);
