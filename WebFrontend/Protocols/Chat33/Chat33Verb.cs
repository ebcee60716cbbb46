using System.Text.Json.Serialization.Metadata;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One HTTP route: where it is, who may call it, what it reads, what it does, what it answers.</summary>
/// <remarks>What it reads is read by a function of its own that decides nothing, so that the same function describes
/// the request in the API document.</remarks>
internal sealed record Chat33Verb
{
    private Chat33Verb(string path, Action<Chat33Body> describe, JsonTypeInfo? data, Func<Chat33Call, Task<Chat33Answer>> handle) =>
        (Path, Describe, Data, HandleAsync) = (path, describe, data, handle);

    /// <summary>Below the root and below /chat, such as <c>/user/pwdLogin</c>.</summary>
    public string Path { get; private init; }

    /// <summary>Whom it is open to.</summary>
    public Chat33Access Access { get; init; } = Chat33Access.Session;

    /// <summary>Whom it is open to in Production and TrustedNetwork, when those are fewer; the others are answered
    /// <see cref="ChatError.Forbidden"/>.</summary>
    public Chat33Access? StrictAccess { get; init; }

    /// <summary>How often one caller may use it, or null.</summary>
    public Chat33Quota? Quota { get; init; }

    /// <summary>Reads every member of the body that the route knows.</summary>
    public Action<Chat33Body> Describe { get; }

    /// <summary>The shape of <c>data</c> in the answer; null for <c>{}</c>.</summary>
    public JsonTypeInfo? Data { get; }

    /// <summary>What it does.</summary>
    public Func<Chat33Call, Task<Chat33Answer>> HandleAsync { get; }

    /// <summary>Whether doing it twice does no more than doing it once: then it is done again while a node is
    /// lost.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>How a repetition is refused when the first try did the work and its answer was lost: that is a
    /// success.</summary>
    public ChatError WhenDone { get; init; }

    /// <summary>A route that reads a body and answers <c>{}</c>.</summary>
    public static Chat33Verb Of<TRequest>(
        string path, Func<Chat33Body, TRequest> read, Func<Chat33Call, TRequest, Task<ChatError>> handle) =>
        new(path, body => read(body), null, async call =>
        {
            var request = read(call.Body);
            return call.Body.Error is not ChatError.None ? call.Body.Error : await handle(call, request);
        });

    /// <summary>A route that reads a body and answers data.</summary>
    public static Chat33Verb Of<TRequest, TData>(
        string path,
        Func<Chat33Body, TRequest> read,
        Func<Chat33Call, TRequest, Task<Reply<TData>>> handle,
        JsonTypeInfo<TData> data) =>
        new(path, body => read(body), data, async call =>
        {
            var request = read(call.Body);
            return call.Body.Error is not ChatError.None
                ? call.Body.Error
                : Answer(await handle(call, request), data);
        });

    /// <summary>A route that reads nothing and answers <c>{}</c>.</summary>
    public static Chat33Verb Of(string path, Func<Chat33Call, Task<ChatError>> handle) =>
        new(path, static _ => { }, null, async call => await handle(call));

    /// <summary>A route that reads nothing and answers data.</summary>
    public static Chat33Verb Of<TData>(
        string path, Func<Chat33Call, Task<Reply<TData>>> handle, JsonTypeInfo<TData> data) =>
        new(path, static _ => { }, data, async call => Answer(await handle(call), data));

    /// <summary>This route, and the same at another path.</summary>
    public IEnumerable<Chat33Verb> AndAt(string path) => [this, this with { Path = path }];

    private static Chat33Answer Answer<TData>(Reply<TData> reply, JsonTypeInfo<TData> data) =>
        reply.Ok ? Chat33Answer.Of(reply.Value!, data) : reply.Error;
}
