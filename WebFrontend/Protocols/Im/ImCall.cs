using OrleansChat.Accounts;
using OrleansChat.ChatLists;
using OrleansChat.Errors;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>One HTTP call: who makes it, what it says, and whom it asks.</summary>
internal sealed class ImCall(HttpContext http, ImBody body, int sessionUserId, bool isBelieved, ImWorld world)
{
    public HttpContext Http { get; } = http;

    public ImBody Body { get; } = body;

    public ImWorld World { get; } = world;

    /// <summary>Whose token came with the call; 0 when there was none.</summary>
    public int SessionUserId { get; } = sessionUserId;

    /// <summary>Whether a body's word for who calls counts, because no token says otherwise.</summary>
    public bool IsBelieved { get; } = isBelieved && sessionUserId == 0;

    /// <summary>The host application that makes the call; null for everybody else.</summary>
    public AppTenant? App { get; init; }

    /// <summary>Whether ids are wanted as texts. Source: decision 22.</summary>
    public bool IdsAsText { get; } =
        http.Request.Query["idFormat"].ToString().Equals("string", StringComparison.OrdinalIgnoreCase);

    public CancellationToken Cancellation => Http.RequestAborted;

    public IGrainFactory Grains => World.Grains;

    /// <summary>Whether the call may act for a user whom its body names.</summary>
    public bool SpeaksFor(int userId) => userId > 0 && (SessionUserId == userId || IsBelieved);

    /// <summary>Who acts: the token's user, or whom the body names.</summary>
    /// <returns>0 when nobody does.</returns>
    public int Actor(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (SessionUserId == 0 && IsBelieved && Body.TryUser(name, out var userId) && userId > 0)
            {
                return userId;
            }
        }

        return SessionUserId;
    }

    /// <summary>Asks a grain, again while a node is lost. For calls that may be made twice.</summary>
    public ValueTask<Reply<T>> AskAsync<T>(Func<Task<Reply<T>>> ask) =>
        World.Retries.AskAsync(ask, static one => one(), GrainRetries.ForOthers, Cancellation);

    /// <summary>The same for calls that answer with an error or none.</summary>
    public ValueTask<ChatError> AskAsync(Func<Task<ChatError>> ask) =>
        World.Retries.AskAsync(ask, static one => one(), GrainRetries.ForOthers, Cancellation);

    /// <summary>The same for calls that answer with a plain value.</summary>
    public ValueTask<Reply<T>> AskValueAsync<T>(Func<Task<T>> ask) =>
        World.Retries.AskValueAsync(ask, static one => one(), GrainRetries.ForOthers, Cancellation);

    public ValueTask<Reply<UserProfile>> ProfileAsync(int userId) => userId <= 0
        ? ValueTask.FromResult<Reply<UserProfile>>(ChatError.UserUnknown)
        : AskAsync(() => Grains.GetGrain<IUserGrain>(userId).GetProfileAsync(Cancellation));

    public IChatListGrain ChatList(int userId) => Grains.GetGrain<IChatListGrain>(userId);

    public IReceiptGrain Receipts(int userId) => Grains.GetGrain<IReceiptGrain>(userId);
}
