using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What every socket of this protocol works with.</summary>
internal sealed record FriendParts(
    IClusterClient Grains,
    NodeFanout Fanout,
    GrainRetries Retries,
    FriendCodec Codec,
    FriendOptions Options,
    BacklogTurns Turns,
    TimeProvider Clock);
