using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One request: who calls, what he said, and the grains he may be about.</summary>
internal sealed class Chat33Call(
    HttpContext http,
    IGrainFactory grains,
    NodeFanout fanout,
    GrainRetries retries,
    TimeProvider clock,
    Chat33Body body,
    SessionView? session)
{
    public HttpContext Http { get; } = http;

    public IGrainFactory Grains { get; } = grains;

    public Chat33Body Body { get; } = body;

    /// <summary>The caller's session. Only verbs that need one may ask.</summary>
    public SessionView Session => session ?? throw new InvalidOperationException("This verb is open to callers without a session.");

    /// <summary>The caller, from his session and nowhere else.</summary>
    public int UserId => Session.UserId;

    public long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Whether the caller has no session, only a device.</summary>
    public bool IsVisitor => session is null;

    /// <summary>The caller's own account.</summary>
    public IUserGrain Me => User(UserId);

    public IInboxGrain Inbox => Grains.GetGrain<IInboxGrain>(UserId);

    public IUserGrain User(long userId) => Grains.GetGrain<IUserGrain>(userId);

    public IRoomGrain Room(long roomId) => Grains.GetGrain<IRoomGrain>(roomId);

    public IChatRoomGrain ChatRoom(long chatRoomId) => Grains.GetGrain<IChatRoomGrain>(chatRoomId);

    public IFriendshipGrain Friendship(int otherId) =>
        Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(UserId, otherId));

    /// <summary>Whether the caller is staff now.</summary>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.Forbidden"/>.</returns>
    public async Task<ChatError> RequireStaffAsync()
    {
        var profile = await RepeatAsync(() => Me.GetProfileAsync(Cancellation));
        return !profile.Ok ? profile.Error
            : profile.Value!.Role is UserRole.Staff ? ChatError.None
            : ChatError.Forbidden;
    }

    /// <summary>Whether the caller, who may be a visitor, is staff now.</summary>
    public async Task<Reply<bool>> IsStaffAsync() => IsVisitor
        ? false
        : await RequireStaffAsync() switch
        {
            ChatError.None => true,
            ChatError.Forbidden => false,
            var error => error,
        };

    /// <summary>Does what may be done twice, again while a node is lost or an activation stale.</summary>
    public ValueTask<Reply<T>> RepeatAsync<T>(Func<Task<Reply<T>>> work) =>
        retries.AskAsync(work, static one => one(), GrainRetries.ForOthers, Cancellation);

    /// <summary>Reports how far the caller's sockets have shown him what was said, so that unread counts from
    /// there.</summary>
    public Task FlushPositionsAsync() => fanout.FlushPositionsAsync(UserId, Cancellation);

    /// <summary>The caller's sockets on this node show his new name at once; other nodes are told by the
    /// account.</summary>
    public void ForgetProfile()
    {
        foreach (var socket in fanout.SessionsOf(UserId))
        {
            socket.Handler?.OnProfileChanged();
        }
    }

    /// <summary>The profiles of these users; who does not exist is not among them.</summary>
    public async Task<Reply<Dictionary<int, UserProfile>>> ProfilesAsync(IEnumerable<int> userIds)
    {
        var replies = await Task.WhenAll(
            userIds.Where(id => id > 0).Distinct().Select(id => User(id).GetProfileAsync(Cancellation)));
        var people = new Dictionary<int, UserProfile>(replies.Length);
        foreach (var reply in replies)
        {
            if (reply.Ok)
            {
                people[reply.Value!.UserId] = reply.Value;
            }
            else if (reply.Error is not ChatError.UserUnknown)
            {
                return reply.Error;
            }
        }

        return people;
    }

    /// <summary>Whether all of these users exist.</summary>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.UserUnknown"/>.</returns>
    public async Task<ChatError> RequireUsersAsync(IReadOnlyCollection<int> userIds)
    {
        var people = await ProfilesAsync(userIds);
        return people switch
        {
            { Ok: false } => people.Error,
            _ when userIds.All(people.Value!.ContainsKey) => ChatError.None,
            _ => ChatError.UserUnknown,
        };
    }
}
