using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Profiles and messages as the document's objects. Pure.</summary>
internal static class FriendMapping
{
    /// <summary>An account for its owner.</summary>
    public static UserData ToOwner(UserProfile profile) =>
        new(profile.UserId, profile.Name, profile.Avatar, profile.Mobile.Length > 0 ? profile.Mobile : null);

    /// <summary>An account for somebody else: his number is nobody's business.</summary>
    public static UserData ToOther(UserProfile profile) => new(profile.UserId, profile.Name, profile.Avatar, null);

    /// <summary>An account in a list.</summary>
    public static FriendRow ToRow(UserProfile profile) => new(profile.UserId, profile.Name, profile.Avatar);

    /// <summary>A message of history.</summary>
    public static MessageRow ToRow(ChatMessage message, TimeZoneInfo zone) => new(
        message.Author?.Name ?? "", BodyText.Of(message), FriendTime.Text(message.SentAtUnixMs, zone));
}
