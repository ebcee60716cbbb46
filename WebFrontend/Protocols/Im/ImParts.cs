using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What all sockets of the protocol work with.</summary>
internal sealed record ImParts(
    IClusterClient Grains,
    SocketGateway Gateway,
    NodeFanout Fanout,
    GrainRetries Retries,
    SessionLookup Sessions,
    ImOptions Options,
    ImPosting Posting,
    ImSystemFrames Frames,
    ImResends Resends,
    GatewayMetrics Metrics,
    SocketLimits Limits,
    TimeProvider Clock);
