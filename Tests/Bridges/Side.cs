using System.Text.Json;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Bridges;

/// <summary>A protocol from its outside: how a person comes on line, says something, and what he sees of others.
/// </summary>
/// <remarks>Sees nothing of the protocol's own code, so that a protocol can be taken out.</remarks>
internal abstract class Side(ChatHost host)
{
    protected ChatHost Host { get; } = host;

    /// <summary>A socket that is served when this returns.</summary>
    public abstract Task<WireSocket> ConnectAsync(WorldUser user);

    /// <summary>Enters a chat room, as this protocol's clients do; where they do it by speaking, with a word.</summary>
    public virtual Task EnterAsync(WireSocket socket, Place place) =>
        throw new NotSupportedException("This protocol knows no chat rooms.");

    /// <summary>The frame that says it, as this protocol's clients do; null when they cannot.</summary>
    public abstract string? Say(Place place, string said);

    /// <summary>What a frame shows of somebody's words; null for a frame that shows none.</summary>
    public abstract string? Read(JsonElement frame);

    /// <summary>What this protocol must show for it.</summary>
    public abstract string Expected(string said, bool isOwn);

    /// <summary>The newest messages of the place, as its history has them, oldest first; null where the protocol has no
    /// history of such a place.</summary>
    public abstract Task<string[]?> HistoryAsync(Place place);

    /// <summary>What the listener is told that he missed while he was away, oldest first, and how many of it are counted
    /// as unread; null where the protocol counts nothing.</summary>
    public abstract Task<(string[] Shown, long? Unread)> ReturnAsync(Place place);

    /// <summary>Has the listener's clients confirm and clear everything until now, where the protocol can.</summary>
    public abstract Task CatchUpAsync(Place place);

    /// <summary>Where a listener answers sockets.</summary>
    protected static Uri Socket(Uri listener, string path) =>
        new UriBuilder(new Uri(listener, path)) { Scheme = "ws" }.Uri;

    protected static string Json(object value) => JsonSerializer.Serialize(value);
}
