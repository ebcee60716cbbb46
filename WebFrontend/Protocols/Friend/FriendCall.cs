using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>One HTTP call, admitted.</summary>
/// <param name="Http">The request.</param>
/// <param name="Form">Its fields.</param>
/// <param name="UserId">Who asks; 0 where nobody needs to sign in.</param>
/// <param name="Parts">What is worked with.</param>
/// <param name="Options">Of the gateway.</param>
internal sealed record FriendCall(HttpContext Http, FriendForm Form, int UserId, FriendParts Parts, GatewayOptions Options)
{
    public CancellationToken Cancellation => Http.RequestAborted;

    public IGrainFactory Grains => Parts.Grains;

    public IInboxGrain Inbox => Grains.GetGrain<IInboxGrain>(UserId);

    public IUserGrain User(long userId) => Grains.GetGrain<IUserGrain>(userId);

    public IFriendshipGrain PairWith(int userId) =>
        Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(UserId, userId));

    /// <summary>A user's profile.</summary>
    /// <returns>It, or <see cref="ChatError.UserUnknown"/>.</returns>
    public async Task<Reply<UserProfile>> ProfileAsync(int userId) =>
        userId > 0 ? await User(userId).GetProfileAsync(Cancellation) : ChatError.UserUnknown;
}
