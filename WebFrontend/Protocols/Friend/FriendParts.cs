using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What every socket of this protocol works with.</summary>
internal sealed record FriendParts(
    IClusterClient Grains,
    NodeFanout Fanout,
    GrainRetries Retries,
    FriendCodec Codec,
    FriendOptions Options,
    BacklogTurns Turns,
    FileSharing Files,
    TimeProvider Clock);
