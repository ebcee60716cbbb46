namespace OrleansChat.Tests.Protocols.Im;

/// <summary>A server with everything switched on that is off, and little patience.</summary>
public sealed class ImOptionHost : ImHost
{
    protected override (string Key, string Value)[] Settings =>
    [
        ("Chat:Im:ResendInterval", "00:00:01"),
        ("Chat:Im:Auth", "Strict"),
        ("Chat:Compat:Im:AuthAck", "true"),
        ("Chat:Compat:Im:SyncSelf", "true"),
        ("Chat:Compat:Im:ServerSendTime", "true"),
        ("Chat:Compat:Im:PushOffline", "true"),
        ("Chat:Bridge:ChatRooms", "true"),
    ];
}
