namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>A server with every setting of the protocol another than by default.</summary>
public sealed class CompatibleFriendHost : FriendHost
{
    protected override (string Key, string Value)[] Settings =>
    [
        ("Chat:Compat:Djs:CloseOnUnknownReceiver", "true"),
        ("Chat:Compat:Djs:RequireFriend", "true"),
        ("Chat:Compat:Djs:SwallowHeart", "true"),
        ("Chat:Friend:PublicBaseUrl", "https://chat.example.org/pics/"),
        ("Chat:RateLimit:FramesPerSecond", "1"),
    ];
}
