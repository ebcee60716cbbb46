namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>A server where nobody is believed without a token.</summary>
public sealed class StrictFriendHost : FriendHost
{
    protected override (string Key, string Value)[] Settings => [("Chat:Security:Strict", "true")];
}
