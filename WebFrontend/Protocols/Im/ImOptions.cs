using OrleansChat.WebFrontend.Gateway.Bridges;
using OrleansChat.WebFrontend.Gateway.Settings;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The protocol's own settings. Source: im.decisions.md.</summary>
internal sealed record ImOptions
{
    /// <summary>Where HTTP is answered when nothing is set.</summary>
    public const string DefaultHttpUrl = "http://127.0.0.1:8093";

    /// <summary>Whose token is believed. <c>Chat:Im:Auth</c>.</summary>
    public ImAuthMode Auth { get; init; } = ImAuthMode.Compat;

    /// <summary>A good Auth frame is answered with an Ack. <c>Chat:Compat:Im:AuthAck</c>.</summary>
    public bool AuthAck { get; init; }

    /// <summary>A sender's sockets get his messages too. <c>Chat:Compat:Im:SyncSelf</c>.</summary>
    public bool SyncSelf { get; init; }

    /// <summary>Messages carry the server's time as <c>serverSendTime</c>. <c>Chat:Compat:Im:ServerSendTime</c>.</summary>
    public bool ServerSendTime { get; init; }

    /// <summary>Register answers with a token. <c>Chat:Compat:Im:RegisterToken</c>.</summary>
    public bool RegisterToken { get; init; }

    /// <summary>A second register answers like the first. <c>Chat:Compat:Im:RegisterIdempotent</c>.</summary>
    public bool RegisterIdempotent { get; init; }

    /// <summary>What waits is sent after Auth, without being asked for. <c>Chat:Compat:Im:PushOffline</c>.</summary>
    public bool PushOffline { get; init; }

    /// <summary>HTTP calls need a token, and speak for its user only. <c>Chat:Security:Strict</c>.</summary>
    public bool Strict { get; init; }

    /// <summary>Chat rooms are open to this protocol. <c>Chat:Bridge:ChatRooms</c>.</summary>
    public bool ChatRooms { get; init; }

    /// <summary>How long a message may stay unconfirmed before it is sent again. <c>Chat:Im:ResendInterval</c>.</summary>
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where clients reach the HTTP side, without a slash at the end. <c>Chat:Im:PublicUrl</c>.</summary>
    public string PublicUrl { get; init; } = DefaultHttpUrl;

    /// <summary>Reads them all.</summary>
    public static ImOptions Read(IProtocolSettings settings) => new()
    {
        Auth = settings.Choice("Chat:Im:Auth", ImAuthMode.Compat),
        AuthAck = settings.Switch("Chat:Compat:Im:AuthAck", fallback: false),
        SyncSelf = settings.Switch("Chat:Compat:Im:SyncSelf", fallback: false),
        ServerSendTime = settings.Switch("Chat:Compat:Im:ServerSendTime", fallback: false),
        RegisterToken = settings.Switch("Chat:Compat:Im:RegisterToken", fallback: false),
        RegisterIdempotent = settings.Switch("Chat:Compat:Im:RegisterIdempotent", fallback: false),
        PushOffline = settings.Switch("Chat:Compat:Im:PushOffline", fallback: false),
        Strict = settings.Switch("Chat:Security:Strict", fallback: false),
        ChatRooms = settings.Switch(BridgeTable.ChatRoomSwitch, fallback: false),
        ResendInterval = settings.Time(
            "Chat:Im:ResendInterval", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        PublicUrl = settings.PublicUrl("Chat:Im:PublicUrl")
            ?? settings.Text("Chat:Protocols:Im:HttpUrl")?.TrimEnd('/')
            ?? DefaultHttpUrl,
    };
}
