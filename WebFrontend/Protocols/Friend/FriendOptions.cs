using OrleansChat.WebFrontend.Gateway.Settings;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The protocol's own settings.</summary>
internal sealed record FriendOptions
{
    /// <summary>Whether a socket that writes to nobody closes, as the original server did. Setting
    /// <c>Chat:Compat:Djs:CloseOnUnknownReceiver</c>.</summary>
    public bool ClosesOnUnknownReceiver { get; init; }

    /// <summary>Whether only friends may be written to. Setting <c>Chat:Compat:Djs:RequireFriend</c>.</summary>
    public bool RequiresFriend { get; init; }

    /// <summary>Whether the text <c>heart</c>, by which an original client keeps its connection, goes to nobody.
    /// Setting <c>Chat:Compat:Djs:SwallowHeart</c>.</summary>
    public bool SwallowsHeart { get; init; }

    /// <summary>Whether a socket needs a token in every mode. Setting <c>Chat:Security:Strict</c>.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>What the addresses of pictures begin with; null for the scheme and host that were asked. Setting
    /// <c>Chat:Friend:PublicBaseUrl</c>.</summary>
    public string? PublicBaseUrl { get; init; }

    public static FriendOptions Read(IProtocolSettings settings) => new()
    {
        ClosesOnUnknownReceiver = settings.Switch("Chat:Compat:Djs:CloseOnUnknownReceiver", false),
        RequiresFriend = settings.Switch("Chat:Compat:Djs:RequireFriend", false),
        SwallowsHeart = settings.Switch("Chat:Compat:Djs:SwallowHeart", false),
        RequiresToken = settings.Switch("Chat:Security:Strict", false),
        PublicBaseUrl = settings.PublicUrl("Chat:Friend:PublicBaseUrl"),
    };
}
