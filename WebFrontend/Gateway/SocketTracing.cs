using System.Diagnostics;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One span for each frame that is handled; nothing at all when nobody listens.</summary>
internal static class SocketTracing
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "OrleansChat.Gateway";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a trace: the socket's own request lasts for days, so it is linked, and no parent.</summary>
    public static Activity? Begin(SocketSession session)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var handshake = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(
            "chat.frame",
            ActivityKind.Server,
            default(ActivityContext),
            [new("chat.protocol", session.Identity.Protocol), new("chat.socket", session.Id)],
            handshake is null ? null : [new ActivityLink(handshake.Context)]);
        Activity.Current ??= handshake; // not sampled: as it was
        return span;
    }
}
